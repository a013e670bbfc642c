package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.ToolCallStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  @Test
  void tellsWhoDecidedWhatAndByWhichRule() {
    Decisions decisions = new Decisions();
    List<AgentEvent> events =
        List.of(
            Told.call("exec_command", "{}", "touch x"),
            new AgentEvent.RequestOpened(Told.request("call_1")),
            new AgentEvent.RequestClosed(Told.CALL, "approved", "approve 5 ada@box"),
            new AgentEvent.ToolCallEnded(
                Told.TURN,
                Told.CALL,
                ToolCallStatus.COMPLETED,
                0,
                1,
                "",
                null,
                new Judgement("run", true, "rule `touch` (/c/default.rules:3)"),
                List.of()),
            Told.ended(ToolCallStatus.COMPLETED, 0, ""));
    decisions.take(
        IntStream.range(0, events.size())
            .mapToObj(i -> new SequencedEvent(i + 1, Instant.EPOCH, events.get(i)))
            .toList());
    assertThat(decisions.lines())
        .containsExactly(
            "decided  approved by approve 5 ada@box: touch x (it writes)",
            "decided  run in the sandbox: touch x (rule `touch` (/c/default.rules:3))");
    assertThat(decisions.json().path(0).toString())
        .isEqualTo(
            "{\"at\":\"1970-01-01T00:00:00Z\",\"call_id\":\"call_1\",\"title\":\"touch x\","
                + "\"verdict\":\"approved\",\"sandboxed\":false,\"why\":\"it writes\","
                + "\"by\":\"approve 5 ada@box\",\"digest\":\"d1\",\"shown\":{\"call_id\":\"call_1\","
                + "\"kind\":\"command\",\"command\":\"touch x\",\"unconfined\":false,"
                + "\"argv\":[\"bash\",\"-lc\",\"touch x\"],\"cwd\":\"/work\",\"reason\":\"it writes\","
                + "\"amendment\":[\"touch\"],\"digest\":\"d1\","
                + "\"asked_at\":\"1970-01-01T00:00:00Z\"}}");
    assertThat(decisions.json().path(1).path("shown").isNull()).isTrue();
  }
}
