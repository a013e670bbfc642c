package io.codextemporal.loop;

import io.codextemporal.conversation.History;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import java.time.Duration;
import java.time.InstantSource;

/** Ends a turn: leaves the history fit for the next request, and says once how it ended. */
final class TurnEndings {
  private final Events events;
  private final Interruption interruption;
  private final History history;
  private final InstantSource clock;

  TurnEndings(Events events, Interruption interruption, History history, InstantSource clock) {
    this.events = events;
    this.interruption = interruption;
    this.history = history;
    this.clock = clock;
  }

  Step completed(TurnState turn, String lastMessage) {
    events.emit(new AgentEvent.TurnCompleted(turn.turn(), lastMessage, turn.usage(), millis(turn)));
    return new Step.Ended(new TurnEnd.Completed(lastMessage));
  }

  Step failed(TurnState turn, ErrorKind kind, String sentence) {
    events.emit(new AgentEvent.TurnFailed(turn.turn(), kind, sentence, turn.usage(), millis(turn)));
    return new Step.Ended(new TurnEnd.Failed(kind, sentence));
  }

  Step aborted(TurnState turn) {
    String requestedBy = interruption.requestedBy();
    String by = requestedBy == null ? "" : requestedBy;
    history.append(OutputItems.turnAborted());
    events.emit(new AgentEvent.TurnAborted(turn.turn(), by, millis(turn)));
    return new Step.Ended(new TurnEnd.Aborted(by));
  }

  private long millis(TurnState turn) {
    return Duration.between(turn.startedAt(), clock.instant()).toMillis();
  }
}
