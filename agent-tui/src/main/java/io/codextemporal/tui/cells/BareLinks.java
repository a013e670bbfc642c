package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Sanitizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds addresses in text, and tells which of them a terminal may open. Pure. */
final class BareLinks {
  private static final List<String> SCHEMES = List.of("https://", "http://", "file://");
  private static final int LONGEST = 2_000;

  /** Begin and end of the next address at or after {@code from}; empty when there is none. */
  static int[] next(String text, int from) {
    for (int at = text.indexOf("://", from); at >= 0; at = text.indexOf("://", at + 3)) {
      for (String scheme : SCHEMES) {
        int begin = at - (scheme.length() - 3);
        if (begin >= from && text.startsWith(scheme, begin) && !isWord(text, begin - 1)) {
          int end = end(text, begin);
          if (end > begin + scheme.length()) {
            return new int[] {begin, end};
          }
        }
      }
    }
    return new int[0];
  }

  /** Only an address that a terminal may open without surprise. */
  static Optional<String> address(String destination) {
    String clean = Sanitizer.clean(destination).strip();
    String lower = clean.toLowerCase(Locale.ROOT);
    boolean known = SCHEMES.stream().anyMatch(lower::startsWith);
    boolean printable = clean.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return known && printable && clean.length() < LONGEST ? Optional.of(clean) : Optional.empty();
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && Character.isLetterOrDigit(text.charAt(at));
  }

  /** Punctuation at its end is the sentence's; a bracket is its own when it was opened inside. */
  private static int end(String text, int begin) {
    int end = begin;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    boolean opens = text.substring(begin, end).indexOf('(') >= 0;
    while (end > begin) {
      char last = text.charAt(end - 1);
      boolean closes = last == ')' && !opens;
      if (!closes && ".,;:!?'\"*_]}>".indexOf(last) < 0) {
        break;
      }
      end--;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"' && c != '`';
  }

  private BareLinks() {}
}
