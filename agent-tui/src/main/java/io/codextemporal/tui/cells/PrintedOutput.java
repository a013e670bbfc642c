package io.codextemporal.tui.cells;

import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a call printed, without what is written around it for the model alone: that it was cut,
 * where all of it lies, what was allowed for good, that it was stopped. A person is told these in
 * other places. Pure.
 *
 * @param lines how many there were before it was cut; 0 when that is not known
 */
record PrintedOutput(String text, int lines) {
  private static final Pattern CUT =
      Pattern.compile(
          "\\A(?:Warning: truncated output \\(original token count: \\d+\\)\n)?"
              + "Total output lines: (\\d{1,9})\n\n");
  private static final Pattern ALLOWED =
      Pattern.compile(
          "\n?\\[The user allowed for good: commands that begin with `[^\n]*from now on\\.\\]\\z");

  static PrintedOutput of(TranscriptCell.Tool tool) {
    String output = tool.output().stripTrailing();
    if (tool.status() == ToolCallStatus.DECLINED && output.startsWith(CallEnd.REJECTED)) {
      return new PrintedOutput("", 0);
    }
    if (tool.status() == ToolCallStatus.ABORTED && output.endsWith(CallEnd.ABORTED)) {
      output = output.substring(0, output.length() - CallEnd.ABORTED.length());
      output = CallEnd.WALL.matcher(output).replaceFirst("").stripTrailing();
    }
    String text = ALLOWED.matcher(output).replaceFirst("").stripTrailing();
    String file = tool.outputFile();
    String where = file == null ? "" : "[full output: " + file + "]";
    if (file != null && text.endsWith(where)) {
      text = text.substring(0, text.length() - where.length()).stripTrailing();
    }
    Matcher cut = CUT.matcher(text);
    return text.contains(" truncated…") && cut.find()
        ? new PrintedOutput(text.substring(cut.end()), Integer.parseInt(cut.group(1)))
        : new PrintedOutput(text, 0);
  }
}
