package io.codextemporal.tui.terminal;

/** How long the UTF-8 sequence at a place is. */
final class Utf8 {
  /** Bytes of the character at {@code from}; 0 when it is not all there, 1 for a stray byte. */
  static int length(byte[] all, int from) {
    int first = all[from] & 0xff;
    int length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    for (int i = 1; i < length; i++) {
      if (from + i >= all.length) {
        return 0;
      }
      if ((all[from + i] & 0xc0) != 0x80) {
        return 1;
      }
    }
    return length;
  }

  private Utf8() {}
}
