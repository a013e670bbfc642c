package io.codextemporal.worker.e2e;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.TurnId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I4, I7, I8, I9, I11: what the events tell is whole, in order, and adds up. */
final class OrderInvariants {
  /** A run goes on to twice its limit where it is young, and somewhat beyond within one step. */
  private static final long MOST_EVENTS = 10_000;

  private static final long MOST_BYTES = 10_000_000;

  static void check(SessionEvidence evidence, Violations violations) {
    numbersHaveNoGaps(evidence, violations);
    turnsAndCallsArePaired(evidence, violations);
    statusHasAReason(evidence, violations);
    viewsAgree(evidence, violations);
    historiesAreBounded(evidence, violations);
    theLedgerAddsUp(evidence, violations);
  }

  private static void numbersHaveNoGaps(SessionEvidence evidence, Violations violations) {
    long expected = 1;
    for (SequencedEvent event : evidence.events()) {
      violations.unless(
          event.seq() == expected, "I7", "event " + expected + " is missing before " + event.seq());
      violations.unless(
          !(event.event() instanceof AgentEvent.Unknown),
          "I7",
          "event " + event.seq() + " cannot be read");
      expected = event.seq() + 1;
    }
  }

  private static void turnsAndCallsArePaired(SessionEvidence evidence, Violations violations) {
    Set<TurnId> began = new HashSet<>();
    Set<CallId> openCalls = new LinkedHashSet<>();
    Set<CallId> knownCalls = new HashSet<>();
    TurnId running = null;
    for (SequencedEvent event : evidence.events()) {
      switch (event.event()) {
        case AgentEvent.TurnStarted start -> {
          violations.unless(
              running == null && began.add(start.turn()),
              "I7",
              start.turn() + " began while " + running + " ran, or twice");
          running = start.turn();
        }
        case AgentEvent.ToolCallStarted start ->
            violations.unless(
                knownCalls.add(start.call()) && openCalls.add(start.call()),
                "I7",
                "call " + start.call() + " began twice");
        case AgentEvent.ToolCallEnded end ->
            violations.unless(
                openCalls.remove(end.call()),
                "I7",
                "call " + end.call() + " ended twice or never began");
        default -> {}
      }
      TurnId ended = ended(event.event());
      if (ended != null) {
        violations.unless(ended.equals(running), "I7", ended + " ended while " + running + " ran");
        running = null;
      }
    }
    boolean atRest = running == null;
    violations.unless(
        !atRest || openCalls.isEmpty(), "I7", "no turn runs and calls have no end: " + openCalls);
    violations.unless(
        atRest == (turnOf(evidence.status()) == null),
        "I4",
        "the events leave " + running + " running, the status says " + evidence.status());
  }

  private static @Nullable TurnId ended(AgentEvent event) {
    return switch (event) {
      case AgentEvent.TurnCompleted end -> end.turn();
      case AgentEvent.TurnFailed end -> end.turn();
      case AgentEvent.TurnAborted end -> end.turn();
      default -> null;
    };
  }

  /** The turn that runs, by the status; a failed one runs no more. */
  private static @Nullable TurnId turnOf(SessionStatus status) {
    return switch (status.state()) {
      case WORKING, SLEEPING, WAITING -> status.turn();
      case IDLE, FAILED, CLOSED, UNKNOWN -> null;
    };
  }

  private static void statusHasAReason(SessionEvidence evidence, Violations violations) {
    SessionStatus status = evidence.status();
    boolean reasoned =
        switch (status.state()) {
          case WORKING -> evidence.working() > 0;
          case WAITING -> status.waitingFor() != null && hasOpenRequest(evidence);
          case SLEEPING -> status.waitingFor() != null && status.until() != null;
          case FAILED -> !status.why().isBlank();
          case IDLE, CLOSED -> true;
          case UNKNOWN -> false;
        };
    violations.unless(
        reasoned,
        "I4",
        "it sits without a reason: " + status + ", pending activities: " + evidence.working());
    violations.unless(
        status.state() == SessionState.WAITING || !hasOpenRequest(evidence),
        "I4",
        "a request is open and the status is " + status);
  }

  private static boolean hasOpenRequest(SessionEvidence evidence) {
    Set<CallId> open = new HashSet<>();
    for (SequencedEvent event : evidence.events()) {
      if (event.event() instanceof AgentEvent.RequestOpened opened) {
        open.add(opened.request().call());
      } else if (event.event() instanceof AgentEvent.RequestClosed closed) {
        open.remove(closed.call());
      }
    }
    return !open.isEmpty();
  }

  private static void viewsAgree(SessionEvidence evidence, Violations violations) {
    List<SequencedEvent> whole = evidence.events();
    for (List<SequencedEvent> view : evidence.views()) {
      boolean prefix = view.size() <= whole.size() && view.equals(whole.subList(0, view.size()));
      violations.unless(prefix, "I8", "a client saw what is no beginning of the session");
    }
  }

  private static void historiesAreBounded(SessionEvidence evidence, Violations violations) {
    for (SessionEvidence.Run run : evidence.runs()) {
      violations.unless(
          run.events() <= MOST_EVENTS && run.bytes() <= MOST_BYTES,
          "I9",
          "run " + run.runId() + " has " + run.events() + " events, " + run.bytes() + " bytes");
    }
  }

  private static void theLedgerAddsUp(SessionEvidence evidence, Violations violations) {
    TokenUsage sum = TokenUsage.ZERO;
    Map<TurnId, TokenUsage> turns = new LinkedHashMap<>();
    for (AgentEvent.UsageUpdated update : evidence.told(AgentEvent.UsageUpdated.class)) {
      sum = sum.plus(update.last());
      turns.merge(update.turn(), update.last(), TokenUsage::plus);
      violations.unless(
          update.total().equals(sum), "I11", "the total is " + update.total() + ", the sum " + sum);
    }
    for (AgentEvent.TurnCompleted end : evidence.told(AgentEvent.TurnCompleted.class)) {
      TokenUsage used = turns.getOrDefault(end.turn(), TokenUsage.ZERO);
      violations.unless(
          end.usage().equals(used), "I11", end.turn() + " says " + end.usage() + ", used " + used);
    }
  }

  private OrderInvariants() {}
}
