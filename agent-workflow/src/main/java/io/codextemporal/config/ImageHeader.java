package io.codextemporal.config;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How large an image says it is, read from the first bytes of a PNG, JPEG, GIF or WebP file;
 * nothing is decoded. What the header says need not be true.
 */
public record ImageHeader(int width, int height) {
  private static final int START = 30;
  private static final int PNG = 0x89504e47;
  private static final int MARKER = 0xff;

  /** Reads as much of the stream as it needs. */
  static ImageHeader read(InputStream in) throws IOException, ImageFileException {
    byte[] start = in.readNBytes(START);
    if (start.length >= 24 && number(start, 0, 4) == PNG) {
      return new ImageHeader(number(start, 16, 4), number(start, 20, 4));
    }
    if (start.length >= 10 && text(start, 0, 4).equals("GIF8")) {
      return new ImageHeader(little(start, 6, 2), little(start, 8, 2));
    }
    if (start.length == START
        && text(start, 0, 4).equals("RIFF")
        && text(start, 8, 4).equals("WEBP")) {
      return webp(start);
    }
    if (start.length == START && number(start, 0, 2) == 0xffd8) {
      return jpeg(start, in);
    }
    throw unknown();
  }

  private static ImageHeader webp(byte[] start) throws ImageFileException {
    return switch (text(start, 12, 4)) {
      case "VP8 " -> new ImageHeader(little(start, 26, 2) & 0x3fff, little(start, 28, 2) & 0x3fff);
      case "VP8L" -> {
        int bits = little(start, 21, 4);
        yield new ImageHeader((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
      }
      case "VP8X" -> new ImageHeader(little(start, 24, 3) + 1, little(start, 27, 3) + 1);
      default -> throw unknown();
    };
  }

  /** Segment after segment up to the one that begins a frame. */
  private static ImageHeader jpeg(byte[] start, InputStream in)
      throws IOException, ImageFileException {
    InputStream rest =
        new java.io.SequenceInputStream(
            new java.io.ByteArrayInputStream(Arrays.copyOfRange(start, 2, start.length)), in);
    try {
      while (true) {
        int marker = marker(rest);
        boolean alone = marker == 0x01 || marker >= 0xd0 && marker <= 0xd7;
        if (alone) {
          continue;
        }
        int length = number(exactly(rest, 2), 0, 2);
        boolean frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
          byte[] size = exactly(rest, 5);
          return new ImageHeader(number(size, 3, 2), number(size, 1, 2));
        }
        if (length < 2 || marker == 0xd9 || marker == 0xda) {
          throw unknown();
        }
        rest.skipNBytes(length - 2L);
      }
    } catch (EOFException e) {
      throw unknown();
    }
  }

  private static int marker(InputStream in) throws IOException, ImageFileException {
    if (number(exactly(in, 1), 0, 1) != MARKER) {
      throw unknown();
    }
    int next = MARKER;
    while (next == MARKER) {
      next = number(exactly(in, 1), 0, 1);
    }
    return next;
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private static int number(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[from + i] & 0xff;
    }
    return value;
  }

  private static int little(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[from + i] & 0xff;
    }
    return value;
  }

  private static String text(byte[] bytes, int from, int count) {
    return new String(bytes, from, count, StandardCharsets.ISO_8859_1);
  }

  private static ImageFileException unknown() {
    return new ImageFileException("it is no PNG, JPEG, GIF or WebP image");
  }
}
