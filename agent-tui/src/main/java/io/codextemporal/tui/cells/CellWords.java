package io.codextemporal.tui.cells;

import io.codextemporal.protocol.PlanStep;
import io.codextemporal.tui.model.TranscriptCell;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a cell as they came, to tell quickly whether something can be in it. Pure. */
final class CellWords {
  /** What markdown takes away, and what stands for it on the screen. */
  private static final Pattern MARKS = Pattern.compile("[*_`~\\\\#>|\\[\\]()-]|\\s+");

  private static final int SHORT = 400;

  /** False only when the cell surely does not show the words. */
  static boolean mayHold(TranscriptCell cell, String lower) {
    return switch (cell) {
      case TranscriptCell.User said -> holds(said.shown() + said.from(), lower);
      case TranscriptCell.Agent said -> holds(said.text(), lower);
      case TranscriptCell.Reasoning thought -> holds(thought.text(), lower);
      case TranscriptCell.Tool tool -> tool(tool, lower);
      case TranscriptCell.Note note -> holds(note.text(), lower);
      case TranscriptCell.PlanShown plan ->
          holds(
              plan.plan().explanation()
                  + plan.plan().steps().stream().map(PlanStep::step).collect(Collectors.joining()),
              lower);
      case TranscriptCell.TurnEnd end -> true;
    };
  }

  /** A short one is not worth the guess: what it shows is made of its arguments in many ways. */
  private static boolean tool(TranscriptCell.Tool tool, String lower) {
    int length = tool.output().length() + tool.arguments().length();
    return length < SHORT || holds(tool.title() + tool.arguments() + tool.output(), lower);
  }

  private static boolean holds(String text, String lower) {
    String words = RowSearch.lower(text);
    if (words.contains(lower)) {
      return true;
    }
    String bare = MARKS.matcher(lower).replaceAll("");
    return bare.isEmpty() || MARKS.matcher(words).replaceAll("").contains(bare);
  }

  private CellWords() {}
}
