package io.codextemporal.activities.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Finds lines in a file, first exactly, then more and more leniently: white space at the end, white
 * space around, typographic punctuation for plain. Each way is tried over all places before the
 * next. Not thread-safe.
 */
final class LineSearch {
  private static final List<UnaryOperator<String>> WAYS =
      List.of(UnaryOperator.identity(), Blank::trimEnd, Blank::trim, LineSearch::normalise);

  private final List<List<String>> seen = new ArrayList<>();

  LineSearch(List<String> lines) {
    seen.add(List.copyOf(lines));
  }

  int size() {
    return seen.getFirst().size();
  }

  /** Where {@code wanted} first begins at or after {@code from}. */
  OptionalInt find(List<String> wanted, int from) {
    return find(wanted, from, size() - wanted.size());
  }

  /** Whether {@code wanted} are the last lines, none before {@code floor}. */
  OptionalInt findAtEnd(List<String> wanted, int floor) {
    int place = size() - wanted.size();
    return place < floor ? OptionalInt.empty() : find(wanted, place, place);
  }

  private OptionalInt find(List<String> wanted, int from, int last) {
    if (wanted.isEmpty()) {
      return OptionalInt.of(from);
    }
    for (int way = 0; way < WAYS.size() && from <= last; way++) {
      List<String> lines = seen(way);
      List<String> pattern = wanted.stream().map(WAYS.get(way)).toList();
      for (int i = from; i <= last; i++) {
        if (matches(lines, i, pattern)) {
          return OptionalInt.of(i);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static boolean matches(List<String> lines, int at, List<String> pattern) {
    for (int i = 0; i < pattern.size(); i++) {
      if (!lines.get(at + i).equals(pattern.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<String> seen(int way) {
    while (seen.size() <= way) {
      seen.add(seen.getFirst().stream().map(WAYS.get(seen.size())).toList());
    }
    return seen.get(way);
  }

  /** Without white space around, and with typographic dashes, quotes and spaces made plain. */
  static String normalise(String line) {
    String trimmed = Blank.trim(line);
    StringBuilder plain = null;
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      char as = c < 0x80 ? c : plain(c);
      if (as != c) {
        plain = plain == null ? new StringBuilder(trimmed) : plain;
        plain.setCharAt(i, as);
      }
    }
    return plain == null ? trimmed : plain.toString();
  }

  private static char plain(char c) {
    if (c >= 0x2010 && c <= 0x2015 || c == 0x2212) {
      return '-';
    }
    if (c >= 0x2018 && c <= 0x201B) {
      return '\'';
    }
    if (c >= 0x201C && c <= 0x201F) {
      return '"';
    }
    boolean space =
        c == 0xA0 || c >= 0x2002 && c <= 0x200A || c == 0x202F || c == 0x205F || c == 0x3000;
    return space ? ' ' : c;
  }
}
