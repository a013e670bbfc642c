package io.codextemporal.activities.search;

import io.codextemporal.activities.file.PlainFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The beginning of a file as text; of a binary one nothing.
 *
 * @param hash of the bytes
 */
record FileText(String text, long hash) {
  /** Most bytes of a file that are looked at. */
  static final int MOST_BYTES = 1_000_000;

  private static final int LOOKED_AT = 8_192;

  /**
   * @param real without links; none is followed
   */
  static FileText read(Path real) throws IOException {
    byte[] bytes = bytes(real);
    return new FileText(text(bytes), hash(bytes));
  }

  /** The text alone. */
  static String textOf(Path real) throws IOException {
    return text(bytes(real));
  }

  private static byte[] bytes(Path real) throws IOException {
    try (PlainFile file = PlainFile.open(real);
        InputStream in = file.stream()) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  private static String text(byte[] bytes) {
    return binary(bytes) ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean binary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static long hash(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
