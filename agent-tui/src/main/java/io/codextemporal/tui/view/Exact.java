package io.codextemporal.tui.view;

import io.codextemporal.tui.text.Sanitizer;

/**
 * Text as what it is, for what a person has to judge: characters that hide, turn around or drive
 * are written out instead of left out, {@code ^[} and {@code <U+202E>}. Tabs become blanks. Pure.
 */
final class Exact {
  /** One line; it holds no line break. */
  static String line(String text) {
    if (text.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
      return text;
    }
    StringBuilder exact = new StringBuilder(text.length());
    text.codePoints().forEach(point -> add(exact, point));
    return Sanitizer.clean(exact.toString());
  }

  /** Several lines; the line breaks stay. */
  static String lines(String text) {
    return String.join("\n", text.lines().map(Exact::line).toList());
  }

  private static void add(StringBuilder exact, int point) {
    if (point == '\t') {
      exact.append('\t');
    } else if (point < ' ' || point == 0x7f) {
      exact.append('^').append((char) (point ^ 0x40));
    } else if (hides(point)) {
      exact.append(String.format("<U+%04X>", point));
    } else {
      exact.appendCodePoint(point);
    }
  }

  private static boolean hides(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      default -> false;
    };
  }

  private Exact() {}
}
