package io.codextemporal.tui.cli;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SequencedEvent;
import java.util.List;
import java.util.Optional;

/** Pure: how a session's last turn ended, as its newest events tell. */
final class LastTurn {
  /** How many of the newest events are looked at. */
  static final int TAIL = 200;

  static Optional<TurnOutcome> outcome(List<SequencedEvent> events) {
    Optional<TurnOutcome> last = Optional.empty();
    for (SequencedEvent event : events) {
      last = outcome(event.event()).or(lastOf(last));
    }
    return last;
  }

  private static java.util.function.Supplier<Optional<TurnOutcome>> lastOf(
      Optional<TurnOutcome> last) {
    return () -> last;
  }

  private static Optional<TurnOutcome> outcome(AgentEvent event) {
    return Optional.ofNullable(
        event instanceof AgentEvent.TurnCompleted done
            ? new TurnOutcome.Answered(done.lastMessage(), done.usage())
            : event instanceof AgentEvent.TurnFailed failed
                ? new TurnOutcome.Failed(failed.kind(), failed.message())
                : event instanceof AgentEvent.TurnAborted aborted
                    ? new TurnOutcome.Interrupted(aborted.by())
                    : null);
  }

  private LastTurn() {}
}
