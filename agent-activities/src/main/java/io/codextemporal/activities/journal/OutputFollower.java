package io.codextemporal.activities.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a file that someone else still writes, as text, a piece at a time. Skips what it is too
 * slow for: who follows wants the end. Not thread-safe.
 */
final class OutputFollower implements AutoCloseable {
  /** Most bytes of one piece, and how far behind the end it may fall. */
  private static final int PIECE = 16_000;

  private final FileChannel file;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE);
  private long at;

  OutputFollower(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.READ);
    this.at = Math.max(0, file.size() - PIECE);
  }

  long size() throws IOException {
    return file.size();
  }

  /** What was written since, or empty. */
  String more() throws IOException {
    long size = file.size();
    if (size <= at) {
      return "";
    }
    if (size - at > PIECE) {
      at = size - PIECE;
      bytes.clear();
    }
    int read = file.read(bytes, at);
    if (read <= 0) {
      return "";
    }
    at += read;
    CharBuffer text = CharBuffer.allocate(bytes.capacity());
    bytes.flip();
    decoder.decode(bytes, text, false);
    bytes.compact();
    return text.flip().toString().replace('\0', '\uFFFD');
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
