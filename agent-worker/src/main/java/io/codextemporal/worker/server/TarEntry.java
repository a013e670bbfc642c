package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One regular file of a tar archive, by its name without folders. Reads the ustar headers only. */
record TarEntry(String name) {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE = 156;

  /**
   * Copies the file's content.
   *
   * @return whether the archive holds it
   */
  boolean copy(InputStream tar, Path to) throws IOException {
    byte[] header = tar.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      String path = text(header, 0, NAME);
      long size = size(header);
      boolean regular = header[TYPE] == '0' || header[TYPE] == 0;
      if (regular && path.substring(path.lastIndexOf('/') + 1).equals(name)) {
        try (OutputStream out = Files.newOutputStream(to)) {
          transfer(tar, out, size);
        }
        return true;
      }
      tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
      header = tar.readNBytes(BLOCK);
    }
    return false;
  }

  private static void transfer(InputStream from, OutputStream to, long size) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = size;
    while (left > 0) {
      int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("the archive ends in the middle of a file");
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }

  private static long size(byte[] header) throws IOException {
    String octal = text(header, SIZE, SIZE_LENGTH).strip();
    try {
      return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("this is no tar archive", e);
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, US_ASCII);
  }
}
