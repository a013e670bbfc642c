package io.codextemporal.workflow;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.loop.Grant;
import io.codextemporal.loop.Hands;
import io.codextemporal.loop.Interruption;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts by activities: so many at once, each with the settings and grants of its moment.
 * An interrupt cancels the activity and waits a little for it to kill what it runs.
 */
final class WorkflowHands implements Hands {
  private static final int AT_ONCE = 32;

  private final SessionId session;
  private final ActivityStubs stubs;
  private final CurrentSettings settings;
  private final PendingDecisions decisions;
  private final Interruption interruption;
  private int running;

  WorkflowHands(
      SessionId session,
      ActivityStubs stubs,
      CurrentSettings settings,
      PendingDecisions decisions,
      Interruption interruption) {
    this.session = session;
    this.stubs = stubs;
    this.settings = settings;
    this.decisions = decisions;
    this.interruption = interruption;
  }

  @Override
  public Optional<ToolOutcome> attempt(
      @Nullable TurnId turn, ToolCall call, @Nullable Grant grant) {
    if (running >= AT_ONCE) {
      Workflow.await(() -> running < AT_ONCE || interrupted());
    }
    if (interrupted()) {
      return Optional.empty();
    }
    ToolRun run = runOf(turn, call, grant);
    running++;
    Optional<ToolOutcome> outcome = outcome(call, run);
    running--;
    return outcome;
  }

  private Optional<ToolOutcome> outcome(ToolCall call, ToolRun run) {
    Running<ToolOutcome> activity =
        Running.start(() -> Async.function(stubs.tools(call.retryClass())::run, run));
    Workflow.await(() -> activity.done() || interrupted());
    if (!activity.done()) {
      activity.cancel();
      Workflow.await(ActivityStubs.KILL_PATIENCE, activity::done);
      if (!activity.done()) {
        return Optional.empty();
      }
    }
    return outcome(call, activity.await());
  }

  private ToolRun runOf(@Nullable TurnId turn, ToolCall call, @Nullable Grant grant) {
    SessionSettings now = settings.get();
    return new ToolRun(
        session,
        turn,
        call,
        now.tools(),
        grant == null ? null : new ToolRun.Grant(grant.digest(), grant.again(), grant.amendment()),
        decisions.grants(),
        turn == null,
        now.limits().heartbeatInterval().toMillis(),
        now.model().model());
  }

  private Optional<ToolOutcome> outcome(ToolCall call, Running.End<ToolOutcome> end) {
    return switch (end) {
      case Running.End.Returned<ToolOutcome>(ToolOutcome outcome) -> Optional.of(outcome);
      case Running.End.Cancelled<ToolOutcome> cancelled ->
          interrupted()
              ? Optional.empty()
              : Optional.of(lost(call, "it was cancelled from outside"));
      case Running.End.TimedOut<ToolOutcome> timeout ->
          interrupted()
              ? Optional.empty()
              : Optional.of(lost(call, "no worker reported back in time"));
      case Running.End.Failed<ToolOutcome>(String type, String message) ->
          Optional.of(
              type.equals(FailureType.UNREADABLE)
                  ? failed(call, "the worker could not read the call; it runs with another key")
                  : failed(call, message));
    };
  }

  private static ToolOutcome lost(ToolCall call, String why) {
    return call.retryClass() == RetryClass.EFFECTS
        ? new ToolOutcome.Unreadable(why + "; it may have run, or run still")
        : failed(call, why);
  }

  private static ToolOutcome failed(ToolCall call, String why) {
    return new ToolOutcome.Completed(
        call.name() + " failed: " + why, 0, false, null, 0, null, null);
  }

  private boolean interrupted() {
    return interruption.requestedBy() != null;
  }
}
