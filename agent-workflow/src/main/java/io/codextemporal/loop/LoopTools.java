package io.codextemporal.loop;

import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that are the loop's own: they touch no machine and need no worker. */
final class LoopTools {
  private final Map<String, LoopTool> tools;

  LoopTools(Approvals approvals, Events events, Interruption interruption, InstantSource clock) {
    this.tools =
        Map.of(
            PlanTool.NAME,
            new PlanTool(events),
            QuestionTool.NAME,
            new QuestionTool(approvals, interruption, clock));
  }

  CallEnd run(@Nullable TurnId turn, ToolCall call) {
    LoopTool tool = tools.get(call.name());
    if (tool == null) {
      return CallEnd.failed("unsupported call: " + call.name());
    }
    try {
      return tool.run(turn, call, Arguments.of(call));
    } catch (BadArguments bad) {
      return CallEnd.failed("failed to parse function arguments: " + bad.getMessage());
    }
  }
}
