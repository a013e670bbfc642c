package io.codextemporal.activities.patch;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** Which edits make one text of another. Pure; bounded in time: large texts differ as a whole. */
final class FileDiff {
  /** Most pairs of lines compared. */
  private static final long MOST_WORK = 4_000_000;

  static List<Edit> between(TextLines old, TextLines fresh) {
    List<TextLines.Line> from = old.lines();
    List<TextLines.Line> to = fresh.lines();
    int begin = 0;
    int most = Math.min(from.size(), to.size());
    while (begin < most && from.get(begin).equals(to.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < most - begin
        && from.get(from.size() - 1 - end).equals(to.get(to.size() - 1 - end))) {
      end++;
    }
    return middle(
        from.subList(begin, from.size() - end), to.subList(begin, to.size() - end), begin);
  }

  private static List<Edit> middle(List<TextLines.Line> from, List<TextLines.Line> to, int begin) {
    if (from.isEmpty() && to.isEmpty()) {
      return List.of();
    }
    if ((long) from.size() * to.size() > MOST_WORK || from.isEmpty() || to.isEmpty()) {
      return List.of(new Edit(begin, from.size(), to));
    }
    Patch<TextLines.Line> patch = DiffUtils.diff(from, to);
    List<Edit> edits = new ArrayList<>();
    for (AbstractDelta<TextLines.Line> delta : patch.getDeltas()) {
      edits.add(
          new Edit(
              begin + delta.getSource().getPosition(),
              delta.getSource().size(),
              delta.getTarget().getLines()));
    }
    return edits;
  }

  private FileDiff() {}
}
