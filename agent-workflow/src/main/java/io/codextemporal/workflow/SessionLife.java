package io.codextemporal.workflow;

import io.codextemporal.conversation.OpenCall;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.loop.Interruption;
import io.codextemporal.loop.TurnEnd;
import io.codextemporal.loop.TurnLoop;
import io.codextemporal.loop.TurnState;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.workflow.SessionSnapshot.TurnInProgress;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session does with its life: one turn after the other, between them nothing, and at its end
 * it hands on what it knows.
 *
 * <p>A fault of ours ends a turn, never the session. Errors that Temporal throws to end a thread
 * pass.
 */
final class SessionLife {
  /** How long commands get to die when a session is closed. */
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(15);

  /** How long an ephemeral session waits for the client that should have deleted it. */
  private static final Duration EPHEMERAL_PATIENCE = Duration.ofMinutes(1);

  private final SessionParts parts;
  private final TurnLoop loop;
  private final Departure departure;
  private final TurnContext context;
  private @Nullable TurnInProgress suspended;

  SessionLife(SessionParts parts, SessionSnapshot from) {
    this.parts = parts;
    this.loop = parts.loop();
    this.departure = new Departure(parts, from.children());
    this.context = new TurnContext(parts);
    this.suspended = from.turn();
  }

  SessionSnapshot live() {
    parts.visibility.refresh();
    parts.watches.begin();
    while (true) {
      awaitSomethingToDo();
      if (suspended == null && parts.closing.requested()) {
        return close();
      }
      if (suspended != null) {
        takeUp(suspended);
      } else if (parts.mailbox.hasWaiting()) {
        begin(parts.mailbox.next());
      }
      if (suspended != null || parts.runIsFull() && !parts.closing.requested()) {
        departure.continueAsNew(suspended);
      }
    }
  }

  private void awaitSomethingToDo() {
    if (!parts.start.ephemeral()) {
      Workflow.await(this::hasSomethingToDo);
    } else if (!Workflow.await(EPHEMERAL_PATIENCE, this::hasSomethingToDo)) {
      parts.closing.request("its end: nobody has deleted it");
    }
  }

  private boolean hasSomethingToDo() {
    return suspended != null
        || parts.closing.requested()
        || parts.mailbox.hasWaiting()
        || parts.runIsFull();
  }

  private void takeUp(TurnInProgress turn) {
    suspended = null;
    parts.control.begin(turn.interruptedBy());
    run(turn.state(), Optional.empty());
  }

  private void begin(Waiting message) {
    boolean others = parts.mailbox.hasWaiting();
    if (others) {
      parts.events.emit(new AgentEvent.QueueChanged(parts.mailbox.shown()));
    }
    TurnState turn =
        TurnState.begin(
            parts.overview.beginTurn(),
            message.op(),
            parts.clock.instant(),
            message.patience(),
            message.outputSchema());
    parts.control.begin(null);
    parts.visibility.refresh();
    answerOpenCalls();
    run(turn, Optional.of(message));
  }

  /**
   * A turn that ended by a fault, or with its run, may have left calls that no request may have.
   */
  private void answerOpenCalls() {
    for (OpenCall call : parts.history.openCalls()) {
      parts.history.append(OutputItems.output(call.id(), call.custom(), OutputItems.ABORTED));
    }
  }

  /** Runs a turn to its end or to the end of this run; a message begins it. */
  private void run(TurnState turn, Optional<Waiting> message) {
    TurnEnd end;
    try {
      end =
          message.isPresent() ? loop.begin(turn, context.promptOf(message.get())) : loop.run(turn);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      end = broken(turn, e);
    }
    if (end instanceof TurnEnd.Suspended(TurnState state)) {
      suspended = new TurnInProgress(state, parts.control.unheard(), parts.control.requestedBy());
      return;
    }
    List<Interruption.Steering> unheard = parts.control.end();
    parts.mailbox.addFirst(unheard.stream().map(SessionLife::asMessage).toList());
    parts.visibility.refresh();
  }

  private TurnEnd broken(TurnState turn, Throwable fault) {
    String sentence = "A fault of codex-temporal ended the turn: " + fault;
    Workflow.getLogger(SessionLife.class).error("{} of a session failed", turn.turn(), fault);
    parts.events.emit(
        new AgentEvent.TurnFailed(
            turn.turn(),
            ErrorKind.INTERNAL,
            sentence,
            turn.usage(),
            Duration.between(turn.startedAt(), parts.clock.instant()).toMillis()));
    return new TurnEnd.Failed(ErrorKind.INTERNAL, sentence);
  }

  private static Waiting asMessage(Interruption.Steering steer) {
    return new Waiting(steer.op(), steer.from(), steer.text(), steer.images(), null, null);
  }

  private SessionSnapshot close() {
    Workflow.await(CLOSING_PATIENCE, parts.errands::idle);
    parts.clearing().freeAll();
    parts.terminals.all().forEach(parts.terminals::remove);
    int dropped = parts.mailbox.clear();
    if (dropped > 0) {
      parts.events.emit(
          new AgentEvent.Warning(dropped + " messages that waited were dropped with the session"));
    }
    parts.events.emit(new AgentEvent.SessionClosed(parts.closing.by()));
    parts.visibility.refresh();
    return departure.snapshot(null);
  }
}
