package io.codextemporal.activities.patch;

/** White space as Unicode has it, no-break spaces included. Pure. */
final class Blank {
  static String trim(String text) {
    int begin = 0;
    String right = trimEnd(text);
    while (begin < right.length() && is(right.charAt(begin))) {
      begin++;
    }
    return right.substring(begin);
  }

  static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean is(char c) {
    return c >= '\t' && c <= '\r'
        || c == ' '
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200A
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  private Blank() {}
}
