package io.codextemporal.policy;

/** Cuts text at a number of UTF-8 bytes without splitting a character. */
public final class Utf8 {
  /** The longest beginning of at most {@code bytes} bytes. */
  public static String prefix(String text, long bytes) {
    int at = 0;
    long used = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      used += length(character);
      if (used > bytes) {
        break;
      }
      at += Character.charCount(character);
    }
    return text.substring(0, at);
  }

  /** The longest end of at most {@code bytes} bytes. */
  public static String suffix(String text, long bytes) {
    int at = text.length();
    long used = 0;
    while (at > 0) {
      int character = text.codePointBefore(at);
      used += length(character);
      if (used > bytes) {
        break;
      }
      at -= Character.charCount(character);
    }
    return text.substring(at);
  }

  /** Half of a surrogate pair alone is written as one byte, a question mark. */
  private static int length(int character) {
    if (character < 0x80 || character >= 0xD800 && character <= 0xDFFF) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  private Utf8() {}
}
