package io.codextemporal.tui.cli;

/** Pure: text that cannot steer a terminal: no control character but tab and newline. */
final class PlainText {
  static String of(String text) {
    if (text.chars().noneMatch(PlainText::steers)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (!steers(point)) {
            plain.appendCodePoint(point);
          } else if (point != '\r') {
            plain.append('\uFFFD');
          }
        });
    return plain.toString();
  }

  private static boolean steers(int point) {
    return point < ' ' && point != '\n' && point != '\t'
        || point >= 0x7f && point < 0xa0
        || point >= 0x202a && point <= 0x202e
        || point >= 0x2066 && point <= 0x2069;
  }

  private PlainText() {}
}
