package io.codextemporal.activities.shell;

import io.codextemporal.policy.TruncationPolicy.OverlongText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads what a command wrote as text: bytes that are no UTF-8 and NULs become U+FFFD. Of a large
 * file only the two ends are held in memory.
 */
public final class OutputText {
  /** More than twice what is ever told to the model. */
  private static final int END = 150_000;

  private static final int BLOCK = 1 << 16;

  public static OverlongText read(Path file) throws IOException {
    return read(file, 0, Long.MAX_VALUE);
  }

  /** The part between two offsets. */
  static OverlongText read(Path file, long from, long to) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = Math.min(to, channel.size());
      long size = Math.max(0, end - from);
      if (size <= 2 * END) {
        return OverlongText.whole(text(channel, from, (int) size));
      }
      String head = text(channel, from, END);
      String tail = text(channel, end - END, END);
      return new OverlongText(head, tail, size, size, lines(channel, from, end));
    } catch (NoSuchFileException e) {
      return OverlongText.whole("(the output is no longer kept)\n");
    }
  }

  /** The greatest offset up to {@code to} that does not split a character. */
  static long wholeCharacters(Path file, long from, long to) throws IOException {
    int length = (int) Math.min(3, to - from);
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(0, length));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes.hasRemaining() && channel.read(bytes, to - length + bytes.position()) > 0) {
        // Reads on until the buffer is full or the file ends.
      }
    }
    for (int i = bytes.position() - 1, missing = 1; i >= 0; i--, missing++) {
      int one = bytes.get(i) & 0xff;
      if (one >= 0xc0) {
        int needed = one >= 0xf0 ? 4 : one >= 0xe0 ? 3 : 2;
        return needed > missing ? to - missing : to;
      }
      if (one < 0x80) {
        return to;
      }
    }
    return to;
  }

  private static String text(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
      // Reads on until the buffer is full or the file ends.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
        .replace('\0', '\uFFFD');
  }

  private static long lines(FileChannel channel, long from, long size) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long lines = 0;
    byte last = '\n';
    for (long at = from; at < size; at += block.limit()) {
      block.clear().limit((int) Math.min(BLOCK, size - at));
      if (channel.read(block, at) <= 0) {
        break;
      }
      block.flip();
      for (int i = 0; i < block.limit(); i++) {
        last = block.get(i);
        lines += last == '\n' ? 1 : 0;
      }
    }
    return last == '\n' ? lines : lines + 1;
  }

  private OutputText() {}
}
