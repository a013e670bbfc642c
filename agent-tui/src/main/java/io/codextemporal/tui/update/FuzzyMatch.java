package io.codextemporal.tui.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Ranks paths by how well the letters that were typed fit them, in their order. Pure. */
public final class FuzzyMatch {
  private record Scored(String path, int score) {}

  /** The best {@code limit} of those that hold all letters in order, best first. */
  public static List<String> best(String typed, List<String> paths, int limit) {
    List<Scored> scored = new ArrayList<>();
    for (String path : paths) {
      int score = score(typed, path);
      if (score >= 0) {
        scored.add(new Scored(path, score));
      }
    }
    scored.sort(
        Comparator.comparingInt(Scored::score)
            .reversed()
            .thenComparingInt(one -> one.path().length())
            .thenComparing(Scored::path));
    return scored.stream().limit(limit).map(Scored::path).toList();
  }

  /**
   * Which characters of the path were meant, as {@link #score} takes them; empty if it does not.
   */
  static List<Integer> hits(String typed, String path) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.length() != path.length() || score(typed, path) < 0) {
      return List.of();
    }
    int inName = lower.indexOf(wanted, lower.lastIndexOf('/') + 1);
    int from = inName >= 0 ? inName : lower.indexOf(wanted);
    List<Integer> hits = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < wanted.length(); i++) {
      int at = from >= 0 ? from + i : lower.indexOf(wanted.charAt(i), next);
      hits.add(at);
      next = at + 1;
    }
    return hits;
  }

  /**
   * Higher is better; -1 when it does not fit. Matches in the name and at word starts count more.
   */
  static int score(String typed, String path) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    String lower = path.toLowerCase(Locale.ROOT);
    int name = lower.lastIndexOf('/') + 1;
    if (lower.startsWith(wanted, name)) {
      return 1_000 + wanted.length();
    }
    int inName = lower.indexOf(wanted, name);
    if (inName >= 0) {
      return 800 + wanted.length();
    }
    int whole = lower.indexOf(wanted);
    if (whole >= 0) {
      return 600 + wanted.length();
    }
    int score = 0;
    int from = 0;
    int last = -2;
    for (int i = 0; i < wanted.length(); i++) {
      int at = lower.indexOf(wanted.charAt(i), from);
      if (at < 0) {
        return -1;
      }
      boolean starts = at == 0 || "/_-. ".indexOf(lower.charAt(at - 1)) >= 0;
      score += (at == last + 1 ? 6 : 1) + (starts ? 8 : 0) + (at >= name ? 2 : 0);
      last = at;
      from = at + 1;
    }
    return Math.min(score, 599);
  }

  private FuzzyMatch() {}
}
