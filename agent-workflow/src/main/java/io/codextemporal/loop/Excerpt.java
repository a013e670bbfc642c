package io.codextemporal.loop;

/** The beginning and the end of a text too long to show, cut between characters. Pure. */
final class Excerpt {
  /**
   * The text, or of a longer one its first and last halves of {@code maxBytes} in UTF-8, with what
   * was left out said between them.
   */
  static String of(String text, int maxBytes) {
    if (bytes(text, 0, text.length()) <= maxBytes) {
      return text;
    }
    int head = forward(text, maxBytes / 2);
    int tail = backward(text, maxBytes / 2);
    int left = text.codePointCount(head, tail);
    return text.substring(0, head) + "…" + left + " chars truncated…" + text.substring(tail);
  }

  private static int forward(String text, int maxBytes) {
    int at = 0;
    int room = maxBytes;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      room -= bytes(point);
      if (room < 0) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  private static int backward(String text, int maxBytes) {
    int at = text.length();
    int room = maxBytes;
    while (at > 0) {
      int point = text.codePointBefore(at);
      room -= bytes(point);
      if (room < 0) {
        break;
      }
      at -= Character.charCount(point);
    }
    return at;
  }

  private static long bytes(String text, int from, int to) {
    long bytes = 0;
    for (int at = from; at < to; ) {
      int point = text.codePointAt(at);
      bytes += bytes(point);
      at += Character.charCount(point);
    }
    return bytes;
  }

  private static int bytes(int point) {
    if (point < 0x80) {
      return 1;
    }
    return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  private Excerpt() {}
}
