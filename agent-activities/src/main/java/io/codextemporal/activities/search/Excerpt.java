package io.codextemporal.activities.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The place of a text that fits a query best, with a line before and after. Pure.
 *
 * @param line its number, from 1
 * @param shown numbered lines, each cut
 */
record Excerpt(int line, List<String> shown) {
  private static final int LONGEST_LINE = 200;

  /** What the neighbours of a line add to it. */
  private static final double NEIGHBOUR = 0.3;

  /**
   * @param weights the words that are looked for, with what each tells
   * @param words takes lines apart; it remembers the words of the texts before
   */
  static Excerpt of(String text, Map<String, Double> weights, Words words) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      return new Excerpt(1, List.of());
    }
    Beginnings beginnings = new Beginnings(weights.keySet());
    List<Set<String>> held = new ArrayList<>();
    for (String line : lines) {
      held.add(beginnings.maybeIn(line) ? meeting(words, line, weights.keySet()) : Set.of());
    }
    int best = 0;
    double most = -1;
    for (int i = 0; i < lines.size(); i++) {
      double worth = worth(held, i, weights);
      if (worth > most) {
        most = worth;
        best = i;
      }
    }
    return new Excerpt(best + 1, shown(lines, best));
  }

  private static double worth(List<Set<String>> held, int at, Map<String, Double> weights) {
    Set<String> own = held.get(at);
    if (own.isEmpty()) {
      return 0;
    }
    double worth = sum(own, weights);
    for (int i = Math.max(0, at - 1); i <= Math.min(held.size() - 1, at + 2); i++) {
      Set<String> more = new HashSet<>(held.get(i));
      more.removeAll(own);
      worth += NEIGHBOUR * sum(more, weights);
    }
    return worth;
  }

  private static double sum(Set<String> words, Map<String, Double> weights) {
    double sum = 0;
    for (String word : words) {
      sum += weights.getOrDefault(word, 0.0);
    }
    return sum;
  }

  private static Set<String> meeting(Words words, String line, Set<String> wanted) {
    Set<String> met = new HashSet<>();
    words.each(
        line,
        word -> {
          if (wanted.contains(word)) {
            met.add(word);
          }
        });
    return met;
  }

  private static List<String> shown(List<String> lines, int best) {
    List<String> shown = new ArrayList<>();
    for (int i = Math.max(0, best - 1); i <= Math.min(lines.size() - 1, best + 1); i++) {
      String line = lines.get(i).stripTrailing();
      if (!line.isBlank() || i == best) {
        shown.add("L" + (i + 1) + ": " + cut(line));
      }
    }
    return shown;
  }

  private static String cut(String line) {
    if (line.length() <= LONGEST_LINE) {
      return line;
    }
    int end =
        Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
    return line.substring(0, end) + "…";
  }
}
