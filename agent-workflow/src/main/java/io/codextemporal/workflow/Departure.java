package io.codextemporal.workflow;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.workflow.SessionSnapshot.TurnInProgress;
import io.temporal.common.converter.DataConverterException;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a run: packs what the session knows, and hands it on. */
final class Departure {
  /** What texts may take of a snapshot, bytes of JSON, with room left for all else. */
  private static final long ROOM = 1_200_000;

  private final SessionParts parts;
  private final List<SessionId> children;

  Departure(SessionParts parts, List<SessionId> children) {
    this.parts = parts;
    this.children = children;
  }

  /**
   * Continues as new, once all handlers have returned and nothing runs beside the turn. Returns
   * only when the snapshot could not be sent; the session then goes on in this run.
   */
  void continueAsNew(@Nullable TurnInProgress turn) {
    Workflow.await(
        () -> Workflow.isEveryHandlerFinished() && (parts.errands.idle() || budgetIsExhausted()));
    TurnInProgress now =
        turn == null
            ? null
            : new TurnInProgress(
                turn.state(), parts.control.unheard(), parts.control.requestedBy());
    ContinueAsNewOptions options =
        ContinueAsNewOptions.newBuilder().setMemo(parts.visibility.memo()).build();
    try {
      Workflow.continueAsNew(options, new SessionInput.Continued(snapshot(now)));
    } catch (DataConverterException e) {
      parts.events.emit(
          new AgentEvent.Warning("The session could not be handed on: " + e.getMessage()));
    }
  }

  private boolean budgetIsExhausted() {
    return parts.budget.exhausted();
  }

  SessionSnapshot snapshot(@Nullable TurnInProgress turn) {
    String runId = Workflow.getInfo().getRunId();
    return new SessionSnapshot(
        withoutSeed(parts.start),
        parts.settings.get(),
        parts.settings.told(),
        parts.log.carry(runId),
        parts.overview.carry(),
        parts.mailbox.carry(),
        parts.decisions.carry(),
        ConversationCarrier.pack(parts.history, runId, ROOM - parts.mailbox.bytes()),
        turn,
        parts.notes.carry(),
        parts.ledger.total(),
        parts.ledger.contextWindow(),
        parts.budget.carry(),
        children,
        parts.places.carry(),
        parts.terminals.all());
  }

  private static SessionStart withoutSeed(SessionStart start) {
    return new SessionStart(
        start.session(),
        start.machine(),
        start.createdAt(),
        start.branch(),
        start.parent(),
        List.of(),
        start.ephemeral(),
        start.settings());
  }
}
