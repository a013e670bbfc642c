package io.codextemporal.activities.file;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds paths by a few letters typed: all letters must occur in order, whatever stands between
 * them. Pure.
 *
 * <p>Letters side by side, at the start of a word and in the file's own name count more; of equal
 * ones the shorter path comes first. Upper and lower case are the same.
 */
final class PathMatch {
  private static final int ADJACENT = 8;
  private static final int WORD_START = 6;
  private static final int IN_NAME = 3;

  /** The best {@code limit} paths, best first; all count when the query is empty. */
  static List<String> best(List<String> paths, String query, int limit) {
    String wanted = query.toLowerCase(Locale.ROOT).replace(" ", "");
    return paths.stream()
        .map(path -> scored(path, wanted))
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparingInt(Scored::score)
                .reversed()
                .thenComparingInt(one -> one.path().length())
                .thenComparing(Scored::path))
        .limit(limit)
        .map(Scored::path)
        .toList();
  }

  private static Optional<Scored> scored(String path, String wanted) {
    OptionalInt score = score(path, wanted);
    return score.isPresent() ? Optional.of(new Scored(path, score.getAsInt())) : Optional.empty();
  }

  /** Empty when the letters do not all occur in order. */
  static OptionalInt score(String path, String wanted) {
    if (wanted.isEmpty()) {
      return OptionalInt.of(0);
    }
    String lower = path.toLowerCase(Locale.ROOT);
    int name = path.lastIndexOf('/') + 1;
    OptionalInt whole = from(path, lower, wanted, 0, name);
    OptionalInt inName = from(path, lower, wanted, name, name);
    return inName.isEmpty() || whole.isPresent() && whole.getAsInt() > inName.getAsInt()
        ? whole
        : inName;
  }

  private static OptionalInt from(String path, String lower, String wanted, int begin, int name) {
    int at = begin;
    int score = 0;
    int last = -2;
    for (int i = 0; i < wanted.length(); i++) {
      int found = lower.indexOf(wanted.charAt(i), at);
      if (found < 0) {
        return OptionalInt.empty();
      }
      score += found == last + 1 ? ADJACENT : 0;
      score += startsWord(path, found) ? WORD_START : 0;
      score += found >= name ? IN_NAME : 0;
      last = found;
      at = found + 1;
    }
    return OptionalInt.of(score);
  }

  private static boolean startsWord(String path, int at) {
    if (at == 0 || at >= path.length()) {
      return at == 0;
    }
    char before = path.charAt(at - 1);
    return !Character.isLetterOrDigit(before)
        || Character.isUpperCase(path.charAt(at)) && Character.isLowerCase(before);
  }

  private record Scored(String path, int score) {}

  private PathMatch() {}
}
