package io.codextemporal.loop;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.PlanStep;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code update_plan}: the model tells its plan anew. At most one step is in progress. */
final class PlanTool implements LoopTool {
  static final String NAME = "update_plan";

  private static final Set<String> STATUSES = Set.of("pending", "in_progress", "completed");

  private final Events events;

  PlanTool(Events events) {
    this.events = events;
  }

  @Override
  public CallEnd run(@Nullable TurnId turn, ToolCall call, Arguments arguments)
      throws BadArguments {
    List<PlanStep> steps = new ArrayList<>();
    for (Arguments step : arguments.objects("plan")) {
      steps.add(new PlanStep(step.text("step"), status(step)));
    }
    if (steps.stream().filter(step -> step.status().equals("in_progress")).count() > 1) {
      throw new BadArguments("at most one step can be in_progress at a time");
    }
    events.emit(new AgentEvent.PlanUpdated(new Plan(arguments.textOr("explanation", ""), steps)));
    return CallEnd.done("Plan updated");
  }

  private static String status(Arguments step) throws BadArguments {
    String status = step.text("status");
    if (!STATUSES.contains(status)) {
      throw new BadArguments(
          "unknown status `" + status + "`, expected pending, in_progress or completed");
    }
    return status;
  }
}
