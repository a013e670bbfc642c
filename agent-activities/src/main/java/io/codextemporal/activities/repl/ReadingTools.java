package io.codextemporal.activities.repl;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.repl.KernelMessage.Answer;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.CallId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tools that a cell may call: those that only read, and only as far as they run unasked, within
 * the bounds of the call that the cell is. Everything else is refused. Thread-safe.
 */
public final class ReadingTools {
  private static final int LONGEST_NAME = 100;

  private static final Progress QUIET =
      new Progress() {
        @Override
        public void output(String text) {
          // The cell tells what it wants to tell.
        }

        @Override
        public Stop stop() {
          return Stop.NONE;
        }
      };

  private final Map<String, Tool> tools;

  /**
   * @param tools by name; each only reads
   */
  public ReadingTools(Map<String, Tool> tools) {
    this.tools = new TreeMap<>(tools);
  }

  /**
   * @param number tells the calls of a cell apart
   */
  Answer call(ToolRun cell, long number, String name, String arguments)
      throws InterruptedException {
    Tool tool = tools.get(name);
    if (tool == null) {
      return Answer.refused(
          "codex.tool reaches only tools that read and run unasked: "
              + String.join(", ", tools.keySet())
              + ". Call `"
              + name.substring(0, Math.min(name.length(), LONGEST_NAME))
              + "` as a tool of its own, outside of js_repl.");
    }
    try {
      return answer(name, tool.run(inner(cell, number, name, arguments), QUIET));
    } catch (BadArgumentsException e) {
      return Answer.refused("failed to parse function arguments: " + e.what());
    } catch (IOException e) {
      return Answer.refused(name + " failed: " + e.getMessage());
    }
  }

  private static ToolRun inner(ToolRun cell, long number, String name, String arguments) {
    CallId id = new CallId(cell.call().id().value() + "." + number);
    return new ToolRun(
        cell.session(),
        cell.turn(),
        new ToolCall(id, name, arguments, false, RetryClass.READ_ONLY),
        cell.settings(),
        null,
        List.of(),
        false,
        cell.heartbeatMillis(),
        cell.model(),
        null);
  }

  private static Answer answer(String name, ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Completed done ->
          new Answer(true, done.success(), done.output(), done.images());
      case ToolOutcome.Refused(String why) -> Answer.refused(why);
      case ToolOutcome.NeedsApproval needs ->
          Answer.refused(
              name
                  + " would ask the user here ("
                  + needs.reason()
                  + "); call it outside of js_repl.");
      case ToolOutcome.Judged judged -> answer(name, judged.outcome());
      case ToolOutcome.OutcomeUnknown unknown -> Answer.refused(name + ": its outcome is unknown");
      case ToolOutcome.Unreadable(String why) -> Answer.refused(name + ": " + why);
    };
  }
}
