package io.codextemporal.workflow;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.HistoryEntry;
import io.codextemporal.loop.Interruption;
import io.codextemporal.loop.TurnState;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.protocol.TokenUsage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a session carries into its next run, and what a closed one leaves.
 *
 * <p>Complete: a run that begins from it goes on as if it were the one that made it. Under 1.9 MB.
 *
 * @param start as it was, without its seed
 * @param told the settings the model was told of last, or null
 * @param turn the turn to take up, or null
 * @param notes what the model is to be told with its next request
 * @param places which worker holds what lives in one process: queues by place
 * @param terminals the commands that run in the background
 */
public record SessionSnapshot(
    SessionStart start,
    SessionSettings settings,
    @Nullable SessionSettings told,
    EventLog.Carried log,
    Overview.Carried overview,
    Mailbox.Carried mailbox,
    PendingDecisions.Carried decisions,
    ConversationState conversation,
    @Nullable TurnInProgress turn,
    List<ConversationItem> notes,
    TokenUsage usage,
    long contextWindow,
    RunBudget.Totals runs,
    List<SessionId> children,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> places,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Terminal> terminals) {
  public SessionSnapshot {
    notes = List.copyOf(notes);
    children = List.copyOf(children);
    places = Map.copyOf(places);
    terminals = List.copyOf(terminals);
  }

  /** A turn between two iterations, with what broke into it and was not heard yet. */
  record TurnInProgress(
      TurnState state, List<Interruption.Steering> steers, @Nullable String interruptedBy) {
    TurnInProgress {
      steers = List.copyOf(steers);
    }
  }

  /** A session that has done nothing yet. */
  static SessionSnapshot of(SessionStart start) {
    return new SessionSnapshot(
        start,
        start.settings(),
        null,
        EventLog.Carried.NONE,
        Overview.Carried.NEW,
        Mailbox.Carried.EMPTY,
        PendingDecisions.Carried.NONE,
        new ConversationState.Whole(
            0, 0, start.seed().stream().map(ConversationItem::new).map(HistoryEntry::of).toList()),
        null,
        List.of(),
        TokenUsage.ZERO,
        0,
        RunBudget.Totals.NONE,
        List.of(),
        Map.of(),
        List.of());
  }
}
