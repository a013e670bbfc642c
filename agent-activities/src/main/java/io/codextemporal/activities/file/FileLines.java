package io.codextemporal.activities.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of which only the beginning counts: a line of any length takes little memory. Bytes
 * that are no UTF-8 become U+FFFD. Not thread-safe.
 */
final class FileLines {
  /** Most bytes of a line that are shown. */
  static final int SHOWN = 500;

  private final InputStream in;

  FileLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line without its ending, or null at the end. */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return null;
    }
    int last = -1;
    while (read >= 0 && read != '\n') {
      if (line.size() <= SHOWN + 4) {
        line.write(read);
      }
      last = read;
      read = in.read();
    }
    byte[] bytes = line.toByteArray();
    boolean pair = read == '\n' && last == '\r' && bytes.length <= SHOWN + 4;
    int length =
        pair && bytes.length > 0 && bytes[bytes.length - 1] == '\r'
            ? bytes.length - 1
            : bytes.length;
    return cut(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  /** Passes a line over; false at the end. */
  boolean skip() throws IOException {
    int read = in.read();
    if (read < 0) {
      return false;
    }
    while (read >= 0 && read != '\n') {
      read = in.read();
    }
    return true;
  }

  /** At most {@link #SHOWN} bytes, between characters. */
  static String cut(String text) {
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > SHOWN) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }
}
