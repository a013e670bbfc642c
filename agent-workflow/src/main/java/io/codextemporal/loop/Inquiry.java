package io.codextemporal.loop;

import io.codextemporal.conversation.History;
import io.codextemporal.conversation.HistoryEntry;
import io.codextemporal.conversation.Mending;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import java.util.List;

/**
 * Asks the model, and where the provider refuses the conversation itself, once more for each way
 * there is to mend it.
 *
 * <p>A remedy that helps stays; one that does not is taken back. So an item that would make every
 * later request fail costs its own content at most, and nothing is asked without end.
 */
final class Inquiry {
  private final Model model;
  private final Events events;
  private final History history;

  Inquiry(Model model, Events events, History history) {
    this.model = model;
    this.events = events;
    this.history = history;
  }

  ModelOutcome ask(TurnState turn) {
    ModelOutcome outcome = askOnce(turn);
    for (Mending mending : Mending.values()) {
      if (!refused(outcome)) {
        return outcome;
      }
      outcome = askMended(turn, mending, outcome);
    }
    return outcome;
  }

  private ModelOutcome askMended(TurnState turn, Mending mending, ModelOutcome refusal) {
    List<HistoryEntry> before = history.entries();
    List<HistoryEntry> mended = mending.mend(before, history.answered().count());
    if (mended.equals(before)) {
      return refusal;
    }
    history.replace(mended);
    ModelOutcome outcome = askOnce(turn);
    if (refused(outcome)) {
      history.replace(before);
    } else {
      events.emit(
          new AgentEvent.Warning("The provider refused the request; " + mending.deed() + "."));
    }
    return outcome;
  }

  private ModelOutcome askOnce(TurnState turn) {
    Prefix request = history.prefix();
    ModelOutcome outcome = model.answer(turn, history);
    if (outcome instanceof ModelOutcome.Replied(ModelReply.Answered answer)) {
      history.markAnswered(request);
    }
    return outcome;
  }

  private static boolean refused(ModelOutcome outcome) {
    return outcome instanceof ModelOutcome.Replied(ModelReply.Failed failed)
        && failed.kind() == ErrorKind.BAD_REQUEST;
  }
}
