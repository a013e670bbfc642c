package io.codextemporal.tui.cells;

import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a call ended, in words. Pure. */
final class CallEnd {
  static final String REJECTED = "rejected by user";
  static final String ABORTED = "aborted by user";

  /** What the model is told of a call that was stopped. */
  static final Pattern WALL =
      Pattern.compile("^Wall time: (\\d{1,9})\\.\\d seconds(?=\\n|\\z)", Pattern.MULTILINE);

  /** Calls of which one expects to see what they print. */
  private static final Set<String> PRINTING =
      Set.of("exec_command", "shell_command", "shell", "local_shell", "user_shell", "js_repl");

  /** A call that took less is not worth telling how long. */
  private static final long LONG_MILLIS = 2_000;

  /** What is said of it below its output; empty when all is well. */
  static String words(TranscriptCell.Tool tool) {
    @Nullable ToolCallStatus status = tool.status();
    if (status == null) {
      return "";
    }
    return switch (status) {
      case COMPLETED, FAILED -> exit(tool);
      case DECLINED -> "not run: declined" + reason(tool.output());
      case ABORTED -> "interrupted" + after(tool.output());
      case OUTCOME_UNKNOWN ->
          tool.output().startsWith("outcome unknown")
              ? ""
              : "outcome unknown: it may have run in whole, in part or not at all";
      case UNKNOWN -> "";
    };
  }

  private static String after(String output) {
    Matcher wall = WALL.matcher(output);
    return wall.find() ? " after " + Times.shortly(Long.parseLong(wall.group(1)) * 1_000) : "";
  }

  static boolean exitedBadly(TranscriptCell.Tool tool) {
    Integer exit = tool.exitCode();
    return exit != null && exit != 0;
  }

  private static String reason(String output) {
    String begin = REJECTED + ": ";
    return output.startsWith(begin) ? " (" + output.substring(begin.length()) + ")" : "";
  }

  private static String exit(TranscriptCell.Tool tool) {
    boolean slow = tool.millis() >= LONG_MILLIS;
    String time = slow ? Times.shortly(tool.millis()) : "";
    if (exitedBadly(tool)) {
      return "exit " + tool.exitCode() + (slow ? " • " + time : "");
    }
    if (tool.status() == ToolCallStatus.FAILED) {
      return tool.output().isBlank() ? "failed" : "";
    }
    if (tool.tool().equals("exec_command") && tool.exitCode() == null) {
      return "runs on in the background";
    }
    if (PrintedOutput.of(tool).text().isBlank() && PRINTING.contains(tool.tool())) {
      return "(no output)" + (slow ? " • " + time : "");
    }
    return slow && PRINTING.contains(tool.tool()) ? "took " + time : "";
  }

  private CallEnd() {}
}
