package io.codextemporal.tui.cli;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tui.cli.TurnOutcome.Answered;
import io.codextemporal.tui.cli.TurnOutcome.Closed;
import io.codextemporal.tui.cli.TurnOutcome.Failed;
import io.codextemporal.tui.cli.TurnOutcome.Interrupted;
import io.codextemporal.tui.cli.TurnOutcome.NeedsPerson;
import io.codextemporal.tui.cli.TurnOutcome.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pure: follows one turn through a session's events and knows when and how it ended. Events go in
 * by order, once each; the outcome never changes once it is there. Not thread-safe.
 */
public final class TurnWatch {
  private final @Nullable OpId op;
  private final Map<CallId, PendingRequest> open = new LinkedHashMap<>();
  private @Nullable TurnId turn;
  private @Nullable TurnOutcome outcome;
  private boolean taken;
  private boolean queued;
  private boolean dropped;

  private TurnWatch(@Nullable OpId op, @Nullable TurnId turn) {
    this.op = op;
    this.turn = turn;
  }

  /** Follows the turn that {@code op} begins, now or after the turns before it. */
  public static TurnWatch ofOp(OpId op) {
    return new TurnWatch(op, null);
  }

  /** Follows a turn that runs already. */
  public static TurnWatch ofTurn(TurnId turn) {
    return new TurnWatch(null, turn);
  }

  /** Follows the next turn that begins, whoever asked for it. */
  public static TurnWatch ofNextTurn() {
    return new TurnWatch(null, null);
  }

  /** Takes the next event; tells whether it belongs to the turn that is followed. */
  public boolean see(AgentEvent event) {
    return switch (event) {
      case AgentEvent.OpRefused refused -> refusal(refused);
      case AgentEvent.TurnStarted started -> begin(started);
      case AgentEvent.UserMessage message -> isOurs(message.turn());
      case AgentEvent.AgentMessage message -> isOurs(message.turn());
      case AgentEvent.Reasoning reasoning -> isOurs(reasoning.turn());
      case AgentEvent.ToolCallStarted started -> isOurs(started.turn());
      case AgentEvent.ToolCallEnded ended -> isOurs(ended.turn());
      case AgentEvent.RequestOpened opened -> opened(opened.request());
      case AgentEvent.RequestClosed closed -> open.remove(closed.call()) != null;
      case AgentEvent.UsageUpdated usage -> isOurs(usage.turn());
      case AgentEvent.SleepStarted sleep -> isOurs(sleep.turn());
      case AgentEvent.SleepEnded sleep -> isOurs(sleep.turn());
      case AgentEvent.PlanUpdated plan -> turn != null;
      case AgentEvent.Warning warning -> turn != null;
      case AgentEvent.QueueChanged queue -> queueChanged(queue);
      case AgentEvent.TurnCompleted done ->
          end(done.turn(), new Answered(done.lastMessage(), done.usage()));
      case AgentEvent.TurnFailed failed ->
          end(failed.turn(), new Failed(failed.kind(), failed.message()));
      case AgentEvent.TurnAborted aborted -> end(aborted.turn(), new Interrupted(aborted.by()));
      case AgentEvent.SessionClosed closed -> sessionClosed(closed);
      case AgentEvent.OpAccepted accepted -> accepted(accepted);
      case AgentEvent.SessionOpened opened -> false;
      case AgentEvent.TerminalsChanged changed -> false;
      case AgentEvent.SettingsChanged changed -> false;
      case AgentEvent.FilesListed listed -> false;
      case AgentEvent.DiffShown diff -> false;
      case AgentEvent.Unknown unknown -> false;
    };
  }

  /** The events known so far are all there are: a question that is still open stays open. */
  public void caughtUp() {
    if (outcome == null && !open.isEmpty()) {
      outcome = new NeedsPerson(List.copyOf(open.values()));
    }
    if (outcome == null && dropped && turn == null) {
      outcome = new Refused("it was taken out of the session's queue");
    }
  }

  public Optional<TurnOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** The followed turn, once it has begun. */
  public Optional<TurnId> turn() {
    return Optional.ofNullable(turn);
  }

  /** Whether the message waits behind another turn. */
  public boolean queued() {
    return queued && turn == null;
  }

  private boolean isOurs(@Nullable TurnId other) {
    return turn != null && turn.equals(other);
  }

  private boolean refusal(AgentEvent.OpRefused refused) {
    if (!refused.op().equals(op) || outcome != null) {
      return false;
    }
    outcome = new Refused(refused.reason());
    return true;
  }

  private boolean accepted(AgentEvent.OpAccepted accepted) {
    taken = taken || accepted.op().equals(op);
    return false;
  }

  private boolean begin(AgentEvent.TurnStarted started) {
    if (turn == null && (op == null || started.op().equals(op))) {
      turn = started.turn();
    }
    return isOurs(started.turn());
  }

  private boolean opened(PendingRequest request) {
    if (!isOurs(request.turn())) {
      return false;
    }
    open.put(request.call(), request);
    return true;
  }

  private boolean queueChanged(AgentEvent.QueueChanged changed) {
    boolean listed = changed.queue().stream().anyMatch(entry -> entry.entry().equals(op));
    dropped = queued && !listed;
    queued = listed || queued;
    return false;
  }

  private boolean end(TurnId ended, TurnOutcome how) {
    if (!isOurs(ended) || outcome != null) {
      return false;
    }
    outcome = how;
    return true;
  }

  /** An end from before the message came is that of an earlier life of the session. */
  private boolean sessionClosed(AgentEvent.SessionClosed closed) {
    if (op != null && turn == null && !taken) {
      return false;
    }
    if (outcome == null) {
      outcome = new Closed(Objects.requireNonNullElse(closed.by(), ""));
    }
    return true;
  }
}
