package io.codextemporal.tui.cells;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.tui.model.TranscriptCell;

/**
 * A call that begins, in one line for those who read lines: a command, or what it is about. Pure.
 */
public final class CallLine {
  private static final int LONGEST = 300;

  public static String of(AgentEvent.ToolCallStarted started) {
    TranscriptCell.Tool cell =
        new TranscriptCell.Tool(
            0,
            started.call(),
            started.tool(),
            started.arguments(),
            started.title(),
            false,
            null,
            null,
            0,
            "",
            null);
    return switch (started.tool()) {
      case "exec_command", "shell_command", "shell", "local_shell", "user_shell", "" ->
          "$ " + started.title();
      case "apply_patch" -> "• " + started.title();
      default -> {
        CallTitle title = CallTitle.of(cell);
        yield cut("• " + title.verb() + " " + title.about().strip());
      }
    };
  }

  private static String cut(String text) {
    String line = text.lines().findFirst().orElse("").stripTrailing();
    boolean whole = line.length() == text.stripTrailing().length() && line.length() <= LONGEST;
    int end = Math.min(line.length(), LONGEST);
    if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return whole ? line : line.substring(0, end) + "…";
  }

  private CallLine() {}
}
