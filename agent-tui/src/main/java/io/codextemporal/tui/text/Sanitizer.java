package io.codextemporal.tui.text;

/**
 * Takes from outside text everything that could drive the terminal: escape sequences whole, C0 and
 * C1 controls, bidirectional overrides and isolates, and other format characters that hide what is
 * written. Tabs become spaces at stops of four; line breaks are the caller's to split at first.
 */
public final class Sanitizer {
  private static final int TAB = 4;
  private static final char ESCAPE = '\u001b';

  /** {@code text} as one safe piece; a line break in it becomes a space. */
  public static String clean(String text) {
    int first = firstUnsafe(text);
    if (first < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    clean.append(text, 0, first);
    int i = first;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (point == ESCAPE || point == 0x9b || point == 0x9d || point == 0x90) {
        i = afterSequence(text, i);
        continue;
      }
      if (point == '\t') {
        clean.append(" ".repeat(TAB - Columns.width(clean.toString()) % TAB));
      } else if (point == '\n' || point == '\r') {
        clean.append(' ');
      } else if (isSafe(point)) {
        clean.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
    return clean.toString();
  }

  /** Where the sequence that begins at {@code start} ends; a broken one ends with the text. */
  public static int afterSequence(String text, int start) {
    char lead = text.charAt(start);
    int i = start + 1;
    if (lead == ESCAPE) {
      if (i >= text.length()) {
        return i;
      }
      lead = text.charAt(i++);
    }
    return switch (lead) {
      case '[', '\u009b' -> afterControl(text, i);
      case ']', '\u009d', 'P', '\u0090', '_', '^', 'X' -> afterString(text, i);
      case '(', ')', '*', '+', '#', '%', ' ' -> Math.min(text.length(), i + 1);
      default -> i;
    };
  }

  private static int afterControl(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char at = text.charAt(i);
      if (at >= '@' && at <= '~') {
        return i + 1;
      }
      if (at < ' ' || at > '~') {
        return i;
      }
    }
    return text.length();
  }

  private static int afterString(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char at = text.charAt(i);
      if (at == '\u0007' || at == '\u009c') {
        return i + 1;
      }
      if (at == ESCAPE) {
        return i + 1 < text.length() && text.charAt(i + 1) == '\\' ? i + 2 : i;
      }
    }
    return text.length();
  }

  private static int firstUnsafe(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (!isSafe(point)) {
        return i;
      }
      i += Character.charCount(point);
    }
    return -1;
  }

  private static boolean isSafe(int point) {
    if (point >= ' ' && point <= '~') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.FORMAT -> point == 0x200d || point == 0x200c;
      default -> true;
    };
  }

  private Sanitizer() {}
}
