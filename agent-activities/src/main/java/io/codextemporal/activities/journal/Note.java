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
    write(folder, name, text, false, durable);
  }

  /**
   * The same, whole on the disk before it has its name: what a reader finds after a loss of power
   * is all of it or none.
   */
  public static void writeWhole(Path folder, String name, byte[] text) throws IOException {
    write(folder, name, text, true, true);
  }

  private static void write(Path folder, String name, byte[] text, boolean before, boolean after)
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
      if (before) {
        channel.force(true);
      }
      Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      if (after) {
        channel.force(true);
      }
    }
  }

  private Note() {}
}
