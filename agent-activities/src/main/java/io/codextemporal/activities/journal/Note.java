package io.codextemporal.activities.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Puts a note into a folder of the journal: whole or not at all. */
public final class Note {
  /**
   * Replaces the note of this name. Durable means one fsync, of the file under its final name: file
   * systems with a journal bring the new folder and name to the disk with it.
   */
  public static void write(Path folder, String name, byte[] text, boolean durable)
      throws IOException {
    Path fresh = folder.resolve(name + "." + UUID.randomUUID() + ".new");
    ByteBuffer bytes = ByteBuffer.wrap(text);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      if (durable) {
        channel.force(true);
      }
    }
  }

  private Note() {}
}
