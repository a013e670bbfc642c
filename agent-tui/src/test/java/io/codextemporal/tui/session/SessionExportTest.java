package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionExportTest {
  private static final CallId CALL = new CallId("call_1");
  private static final TurnId TURN = new TurnId("turn-1");

  @Test
  void holdsWhatWasAskedWhoAnsweredAndByWhichRuleItRan() {
    PendingRequest request =
        new PendingRequest(
            CALL,
            TURN,
            new Ask.Command(List.of("bash", "-lc", "touch x"), "touch x", List.of("touch"), true),
            "/work",
            "it writes",
            "d1",
            Instant.EPOCH);
    assertThat(part(new AgentEvent.RequestOpened(request)))
        .isEqualTo(
            """

            Asked 1970-01-01T00:00:00Z about call call_1, in /work, because it writes (digest d1):

            ```
            touch x
            (outside the sandbox)
            argv: [bash, -lc, touch x]
            rule offered: [touch]
            ```
            """);
    assertThat(part(new AgentEvent.RequestClosed(CALL, "approved", "approve 5 ada@box")))
        .isEqualTo(
            "\nAnswered 1970-01-01T00:00:00Z about call call_1: approved by approve 5 ada@box\n");
    assertThat(part(ended("", new Judgement("run", true, "rule `touch` (/c/default.rules:3)"))))
        .isEqualTo(
            "\nDecided about call call_1: run in the sandbox"
                + " (rule `touch` (/c/default.rules:3))\n");
    assertThat(part(ended("one\n", new Judgement("refuse", false, "policy never"))))
        .isEqualTo("\nDecided about call call_1: refuse (policy never)\n\n```\none\n```\n");
    assertThat(SessionExport.part(told(new AgentEvent.Warning("w")))).isEmpty();
  }

  private static AgentEvent ended(String output, Judgement judgement) {
    return new AgentEvent.ToolCallEnded(
        TURN, CALL, ToolCallStatus.COMPLETED, 0, 1, output, null, judgement, List.of());
  }

  private static String part(AgentEvent event) {
    return SessionExport.part(told(event)).orElseThrow();
  }

  private static SequencedEvent told(AgentEvent event) {
    return new SequencedEvent(1, Instant.EPOCH, event);
  }
}
