package io.codextemporal.workflow;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WaitingFor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a session stands, folded from its own events, so that no other part keeps a second truth.
 * Pure but for its own fields.
 */
final class Overview {
  private static final int TITLE_LENGTH = 80;

  private final Map<CallId, WaitingFor> open = new LinkedHashMap<>();
  private SessionStatus status;
  private Plan plan;
  private String lastMessage;
  private String title;
  private int turns;

  Overview(Carried carried) {
    this.status = carried.status();
    this.plan = carried.plan();
    this.lastMessage = carried.lastMessage();
    this.title = carried.title();
    this.turns = carried.turns();
  }

  /** Counts a turn and names it; from now on the session works. */
  TurnId beginTurn() {
    turns++;
    TurnId turn = new TurnId("turn-" + turns);
    status = working(turn);
    return turn;
  }

  void fold(AgentEvent event) {
    switch (event) {
      case AgentEvent.TurnStarted started -> status = working(started.turn());
      case AgentEvent.UserMessage message -> title = title.isEmpty() ? titled(message) : title;
      case AgentEvent.AgentMessage message -> lastMessage = message.text();
      case AgentEvent.RequestOpened(var request) ->
          open.put(request.call(), waitingFor(request.ask()));
      case AgentEvent.RequestClosed closed -> open.remove(closed.call());
      case AgentEvent.PlanUpdated updated -> plan = updated.plan();
      case AgentEvent.SleepStarted sleep ->
          status =
              new SessionStatus(
                  SessionState.SLEEPING,
                  sleep.waitingFor(),
                  sleep.until(),
                  sleep.turn(),
                  sleep.reason());
      case AgentEvent.SleepEnded ended -> status = working(ended.turn());
      case AgentEvent.TurnCompleted completed -> status = SessionStatus.IDLE;
      case AgentEvent.TurnAborted aborted -> status = SessionStatus.IDLE;
      case AgentEvent.TurnFailed failed ->
          status =
              new SessionStatus(SessionState.FAILED, null, null, failed.turn(), failed.message());
      case AgentEvent.SessionClosed closed ->
          status = new SessionStatus(SessionState.CLOSED, null, null, null, "");
      case AgentEvent.SessionOpened opened -> status = SessionStatus.IDLE;
      case AgentEvent.OpAccepted ignored -> {}
      case AgentEvent.OpRefused ignored -> {}
      case AgentEvent.Reasoning ignored -> {}
      case AgentEvent.ToolCallStarted ignored -> {}
      case AgentEvent.ToolCallEnded ignored -> {}
      case AgentEvent.UsageUpdated ignored -> {}
      case AgentEvent.QueueChanged ignored -> {}
      case AgentEvent.TerminalsChanged ignored -> {}
      case AgentEvent.SettingsChanged ignored -> {}
      case AgentEvent.FilesListed ignored -> {}
      case AgentEvent.DiffShown diff -> {}
      case AgentEvent.Warning ignored -> {}
      case AgentEvent.Unknown ignored -> {}
    }
  }

  /** An open question outweighs all else but the end. */
  SessionStatus status() {
    if (open.isEmpty() || status.state() == SessionState.CLOSED) {
      return status;
    }
    WaitingFor first = open.values().iterator().next();
    return new SessionStatus(SessionState.WAITING, first, null, status.turn(), "");
  }

  Plan plan() {
    return plan;
  }

  String lastMessage() {
    return lastMessage;
  }

  String title() {
    return title;
  }

  int turns() {
    return turns;
  }

  Carried carry() {
    return new Carried(status, plan, lastMessage, title, turns);
  }

  private static SessionStatus working(@Nullable TurnId turn) {
    return new SessionStatus(SessionState.WORKING, null, null, turn, "");
  }

  private static WaitingFor waitingFor(Ask ask) {
    return ask instanceof Ask.Questions ? WaitingFor.ANSWER : WaitingFor.APPROVAL;
  }

  private static String titled(AgentEvent.UserMessage message) {
    String images = message.images().isEmpty() ? "" : message.images().getFirst().label(1);
    String line = message.text().strip().lines().findFirst().orElse(images).strip();
    return line.length() <= TITLE_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, TITLE_LENGTH - 1)))
            + "…";
  }

  /** How it stands, as the snapshot holds it. */
  record Carried(SessionStatus status, Plan plan, String lastMessage, String title, int turns) {
    static final Carried NEW = new Carried(SessionStatus.IDLE, Plan.EMPTY, "", "", 0);
  }
}
