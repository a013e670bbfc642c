package io.codextemporal.tui.session;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Pure: a small whole turn that nobody took, for practice. */
public final class SampleTurn {
  private static final TurnId TURN = new TurnId("turn-1");
  private static final CallId CALL = new CallId("call_1");

  /** Some of each thing that is drawn in its own way. */
  private static final String ANSWER =
      """
      # Title

      A **word**, `code`, a [link](https://example.org) and https://example.org.

      - one
      - two

      | a | b |
      |---|---|
      | 1 | 2 |

      ```java
      int x = 1; // c
      ```

      hello\
      """;

  /** The turn that {@code op} began. */
  public static EventPage of(OpId op) {
    List<AgentEvent> events =
        List.of(
            new AgentEvent.OpAccepted(op),
            new AgentEvent.TurnStarted(TURN, op),
            new AgentEvent.UserMessage(TURN, op, "exec", "hi"),
            new AgentEvent.UsageUpdated(TURN, TokenUsage.ZERO, TokenUsage.ZERO, 1),
            new AgentEvent.ToolCallStarted(TURN, CALL, "exec_command", "{}", "true"),
            new AgentEvent.ToolCallEnded(
                TURN, CALL, ToolCallStatus.COMPLETED, 0, 1, "\u001b[31moutput\u001b[0m", null),
            new AgentEvent.AgentMessage(TURN, "item", ANSWER),
            new AgentEvent.TurnCompleted(TURN, "hello", TokenUsage.ZERO, 1));
    List<SequencedEvent> numbered =
        IntStream.range(0, events.size())
            .mapToObj(i -> new SequencedEvent(i + 1, Instant.EPOCH, events.get(i)))
            .toList();
    return new EventPage("run", numbered, numbered.size(), false, List.of(), SessionStatus.IDLE);
  }

  private SampleTurn() {}
}
