package io.codextemporal.tui.cli;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.PlanStep;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as a session tells them. */
final class Told {
  static final SessionId SESSION = new SessionId("0193c5a0-0000-7000-8000-000000000001");
  static final OpId OP = new OpId("op-1");
  static final TurnId TURN = new TurnId("turn-1");
  static final CallId CALL = new CallId("call_1");

  static AgentEvent started() {
    return new AgentEvent.TurnStarted(TURN, OP);
  }

  static AgentEvent message(String text) {
    return new AgentEvent.AgentMessage(TURN, "msg_1", text);
  }

  static AgentEvent call(String tool, String arguments, String title) {
    return new AgentEvent.ToolCallStarted(TURN, CALL, tool, arguments, title);
  }

  static AgentEvent ended(ToolCallStatus status, @Nullable Integer exit, String output) {
    return new AgentEvent.ToolCallEnded(TURN, CALL, status, exit, 12, output, null);
  }

  static AgentEvent plan(String... statuses) {
    List<PlanStep> steps =
        List.of(statuses).stream().map(status -> new PlanStep("do " + status, status)).toList();
    return new AgentEvent.PlanUpdated(new Plan("", steps));
  }

  static AgentEvent completed(String text) {
    return new AgentEvent.TurnCompleted(TURN, text, new TokenUsage(10, 4, 3, 1), 1500);
  }

  static AgentEvent failed(ErrorKind kind) {
    return new AgentEvent.TurnFailed(TURN, kind, "it broke", TokenUsage.ZERO, 10);
  }

  static AgentEvent aborted(String by) {
    return new AgentEvent.TurnAborted(TURN, by, 10);
  }

  static PendingRequest request(String call) {
    return new PendingRequest(
        new CallId(call),
        TURN,
        new Ask.Command(List.of("bash", "-lc", "touch x"), "touch x", List.of("touch")),
        "/work",
        "it writes",
        "d1",
        Instant.EPOCH);
  }

  static AgentEvent queue(OpId... ops) {
    return new AgentEvent.QueueChanged(
        List.of(ops).stream().map(op -> new QueuedMessage(op, "exec", "text")).toList());
  }

  private Told() {}
}
