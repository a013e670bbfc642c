package io.codextemporal.tui.view;

import io.codextemporal.tui.text.Sanitizer;

/**
 * Text as what it is, for what a person has to judge: characters that hide, turn around or drive
 * are written out instead of left out, {@code ^[} and {@code <U+202E>}, and so are letters of
 * another script in a word of Latin ones: {@code <U+0441>at} is not {@code cat}. Tabs become
 * blanks. Pure.
 */
final class Exact {
  /** One line; it holds no line break. */
  static String line(String text) {
    if (text.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
      return text;
    }
    StringBuilder exact = new StringBuilder(text.length());
    int[] points = text.codePoints().toArray();
    for (int at = 0; at < points.length; ) {
      int end = wordEnd(points, at);
      boolean mixed = hasLatin(points, at, end);
      do {
        add(exact, points[at], mixed);
        at++;
      } while (at < end);
    }
    return Sanitizer.clean(exact.toString());
  }

  /** Several lines; the line breaks stay. */
  static String lines(String text) {
    return String.join("\n", text.lines().map(Exact::line).toList());
  }

  /** Behind the last letter of the word that begins here; where none does, here. */
  private static int wordEnd(int[] points, int begin) {
    int end = begin;
    while (end < points.length && Character.isLetter(points[end])) {
      end++;
    }
    return end;
  }

  private static boolean hasLatin(int[] points, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (isLatin(points[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLatin(int point) {
    return Character.UnicodeScript.of(point) == Character.UnicodeScript.LATIN;
  }

  /** A letter that only looks like one of the word's: of another script, or a wide form. */
  private static boolean isGuised(int point) {
    return Character.isLetter(point)
        && (!isLatin(point)
            || Character.UnicodeBlock.of(point)
                == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);
  }

  private static void add(StringBuilder exact, int point, boolean latin) {
    if (point == '\t') {
      exact.append('\t');
    } else if (point < ' ' || point == 0x7f) {
      exact.append('^').append((char) (point ^ 0x40));
    } else if (hides(point) || latin && isGuised(point)) {
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
