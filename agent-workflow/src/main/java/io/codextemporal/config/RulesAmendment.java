package io.codextemporal.config;

import io.codextemporal.policy.Amendment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes what a person allowed for good into the user's {@code rules/default.rules}. */
public final class RulesAmendment {
  private static final Object IN_THIS_PROCESS = new Object();

  /**
   * Adds the rule unless its very line is there; one writer at a time, whatever the process.
   *
   * @return the file
   * @throws IllegalArgumentException when the prefix is empty
   */
  public static Path allow(Places places, List<String> prefix) throws IOException {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("prefix cannot be empty");
    }
    Path file = places.codexHome().resolve("rules/default.rules");
    Files.createDirectories(file.getParent());
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        append(channel, Amendment.line(prefix), lock);
      }
    }
    return file;
  }

  private static void append(FileChannel channel, String line, FileLock lock) throws IOException {
    if (!lock.isValid()) {
      throw new IOException("the lock on the rules was lost");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
      // Reads on until the whole file is there.
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    if (text.lines().anyMatch(line::equals)) {
      return;
    }
    String gap = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    ByteBuffer added = ByteBuffer.wrap((gap + line + "\n").getBytes(StandardCharsets.UTF_8));
    long at = channel.size();
    while (added.hasRemaining()) {
      at += channel.write(added, at);
    }
  }

  private RulesAmendment() {}
}
