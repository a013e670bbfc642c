package io.codextemporal.activities.patch;

import java.util.List;

/** Edits as people read them: hunks of changed lines with some that stay around them. Pure. */
final class UnifiedDiff {
  private final List<TextLines.Line> old;
  private final int context;
  private final StringBuilder text = new StringBuilder();
  private int shift;

  private UnifiedDiff(TextLines old, int context) {
    this.old = old.lines();
    this.context = context;
  }

  /**
   * @param edits of {@code old}, in order, none overlapping
   * @param context how many lines are shown around a change
   */
  static String of(TextLines old, List<Edit> edits, int context) {
    UnifiedDiff diff = new UnifiedDiff(old, context);
    int begin = 0;
    for (int i = 1; i <= edits.size(); i++) {
      if (i == edits.size() || !diff.near(edits.get(i - 1), edits.get(i))) {
        diff.hunk(edits.subList(begin, i));
        begin = i;
      }
    }
    return diff.text.toString();
  }

  private boolean near(Edit one, Edit next) {
    return next.at() - (one.at() + one.removed()) <= 2 * context;
  }

  private void hunk(List<Edit> edits) {
    int from = Math.max(0, edits.getFirst().at() - context);
    Edit last = edits.getLast();
    int to = Math.min(old.size(), last.at() + last.removed() + context);
    int added = edits.stream().mapToInt(edit -> edit.added().size()).sum();
    int removed = edits.stream().mapToInt(Edit::removed).sum();
    text.append("@@ -")
        .append(range(from, to - from))
        .append(" +")
        .append(range(from + shift, to - from - removed + added))
        .append(" @@\n");
    int at = from;
    for (Edit edit : edits) {
      at = lines(' ', at, edit.at());
      at = lines('-', at, edit.at() + edit.removed());
      edit.added().forEach(line -> line('+', line));
    }
    lines(' ', at, to);
    shift += added - removed;
  }

  private int lines(char sign, int from, int to) {
    for (int i = from; i < to; i++) {
      line(sign, old.get(i));
    }
    return Math.max(from, to);
  }

  private void line(char sign, TextLines.Line line) {
    text.append(sign).append(line.text()).append('\n');
  }

  private static String range(int from, int count) {
    int first = count == 0 ? from : from + 1;
    return count == 1 ? String.valueOf(first) : first + "," + count;
  }
}
