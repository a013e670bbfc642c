package io.codextemporal.workflow;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ToolActivities;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts by activities: so many at once, in a place one after another, each with the
 * settings and grants of its moment. An interrupt cancels the activity and waits a little for it to
 * kill what it runs.
 *
 * <p>A call that needs what lives in one worker goes to that one's queue. When it does not take it
 * any worker is asked: it finds out whether the owner is dead, and then runs the call without what
 * was lost; an owner that lives after all is asked again.
 */
final class WorkflowHands implements Hands {
  private static final int AT_ONCE = 32;

  /** An owner that lives and never answers is given up after so many. */
  private static final int ROUNDS = 20;

  private final SessionId session;
  private final ActivityStubs stubs;
  private final CurrentSettings settings;
  private final PendingDecisions decisions;
  private final HeldPlaces places;
  private final Interruption interruption;
  private final Consumer<ToolOutcome> noted;
  private int running;

  WorkflowHands(
      SessionId session,
      ActivityStubs stubs,
      CurrentSettings settings,
      PendingDecisions decisions,
      HeldPlaces places,
      Interruption interruption,
      Consumer<ToolOutcome> noted) {
    this.session = session;
    this.stubs = stubs;
    this.settings = settings;
    this.decisions = decisions;
    this.places = places;
    this.interruption = interruption;
    this.noted = noted;
  }

  @Override
  public Optional<ToolOutcome> attempt(
      @Nullable TurnId turn, ToolCall call, @Nullable Grant grant) {
    String place = call.place();
    if (!mayBegin(place)) {
      Workflow.await(() -> mayBegin(place) || interrupted());
    }
    if (interrupted()) {
      return Optional.empty();
    }
    ToolRun run = runOf(turn, call, grant, places.ownerOf(place));
    running++;
    places.ask(place);
    Optional<ToolOutcome> outcome = end(run).flatMap(end -> outcome(call, end));
    running--;
    places.asked(place);
    outcome.ifPresent(noted);
    return outcome;
  }

  /** One attempt at a time in a place; those that wait go on in the order of their calls. */
  private boolean mayBegin(@Nullable String place) {
    return running < AT_ONCE && (place == null || !places.isAsked(place));
  }

  /** How the activity ended; empty when an interrupt was quicker. */
  private Optional<Running.End<ToolOutcome>> end(ToolRun run) {
    String owner = run.owner();
    ToolActivities anyone = stubs.tools(run.call().retryClass());
    if (owner == null) {
      return end(anyone, run);
    }
    Optional<Running.End<ToolOutcome>> end = Optional.empty();
    for (int round = 0; round < ROUNDS; round++) {
      end = end(stubs.toolsOf(owner), run);
      if (end.isEmpty() || answered(end.get())) {
        return end;
      }
      end = end(anyone, run);
      if (end.isEmpty() || !isElsewhere(end.get())) {
        return end;
      }
    }
    return end;
  }

  private Optional<Running.End<ToolOutcome>> end(ToolActivities worker, ToolRun run) {
    Running<ToolOutcome> activity = Running.start(() -> Async.function(worker::run, run));
    Workflow.await(() -> activity.done() || interrupted());
    if (!activity.done()) {
      activity.cancel();
      Workflow.await(ActivityStubs.KILL_PATIENCE, activity::done);
      if (!activity.done()) {
        return Optional.empty();
      }
    }
    return Optional.of(activity.await());
  }

  /** Whether the owner had its say; what was cancelled is over too. */
  private static boolean answered(Running.End<ToolOutcome> end) {
    return switch (end) {
      case Running.End.Returned<ToolOutcome> returned -> true;
      case Running.End.Cancelled<ToolOutcome> cancelled -> true;
      case Running.End.TimedOut<ToolOutcome> timeout -> false;
      case Running.End.Failed<ToolOutcome>(String type, String message) ->
          type.equals(FailureType.UNREADABLE);
    };
  }

  private static boolean isElsewhere(Running.End<ToolOutcome> end) {
    return end instanceof Running.End.Failed<ToolOutcome>(String type, String message)
        && type.equals(FailureType.ELSEWHERE);
  }

  private ToolRun runOf(
      @Nullable TurnId turn, ToolCall call, @Nullable Grant grant, @Nullable String owner) {
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
        now.model().model(),
        owner);
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
