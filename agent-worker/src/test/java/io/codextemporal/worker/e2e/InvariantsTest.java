package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker finds each kind of broken promise, and nothing in a sound story. */
class InvariantsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final TurnId TURN = new TurnId("turn-1");
  private static final CallId CALL = new CallId("c1");
  private static final TokenUsage USAGE = new TokenUsage(10, 5, 3, 1);
  private static final String USER =
      "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"go\"}]}";
  private static final String CALLED =
      "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"exec_command\"}";
  private static final String OUTPUT =
      "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"ok\"}";

  private final List<AgentEvent> events = new ArrayList<>();
  private final List<Witness.Run> witness = new ArrayList<>();
  private final ClientLog client = new ClientLog();
  private final List<SentRequest> requests = new ArrayList<>();
  private SessionStatus status = SessionStatus.IDLE;

  private List<String> broken() {
    List<SequencedEvent> numbered = new ArrayList<>();
    for (AgentEvent event : events) {
      numbered.add(new SequencedEvent(numbered.size() + 1L, NOW, event));
    }
    return Invariants.broken(evidence(numbered));
  }

  private SessionEvidence evidence(List<SequencedEvent> numbered) {
    return new SessionEvidence(
        new SessionId("s"),
        numbered,
        status,
        0,
        List.of(new SessionEvidence.Run("r", 100, 10_000, List.of())),
        witness,
        client.entries(),
        requests,
        List.of());
  }

  private void request(String... items) {
    try {
      requests.add(
          new SentRequest(
              requests.size() + 1,
              NOW,
              "/responses",
              Map.of(),
              JSON.readTree("{\"input\":[" + String.join(",", items) + "]}")));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private void begin() {
    client.message("go");
    events.add(new AgentEvent.OpAccepted(new OpId("o1")));
    events.add(new AgentEvent.TurnStarted(TURN, new OpId("o1")));
    events.add(new AgentEvent.UserMessage(TURN, new OpId("o1"), "exec", "go"));
    request(USER);
    events.add(new AgentEvent.UsageUpdated(TURN, USAGE, USAGE, 1));
  }

  private void started() {
    String script = new Witness(java.nio.file.Path.of("/w")).script("c1", "true");
    events.add(new AgentEvent.ToolCallStarted(TURN, CALL, "exec_command", script, "x"));
  }

  private void ended(ToolCallStatus how, String output) {
    events.add(new AgentEvent.ToolCallEnded(TURN, CALL, how, 0, 1, output, null));
  }

  private void ran() {
    witness.add(new Witness.Run("c1", 0, NOW));
  }

  private void complete() {
    request(USER, CALLED, OUTPUT);
    events.add(new AgentEvent.UsageUpdated(TURN, USAGE, USAGE.plus(USAGE), 1));
    events.add(new AgentEvent.TurnCompleted(TURN, "done", USAGE.plus(USAGE), 5));
  }

  private void soundStory() {
    begin();
    started();
    ran();
    ended(ToolCallStatus.COMPLETED, "ok");
    complete();
  }

  private PendingRequest asked() {
    return new PendingRequest(
        CALL, TURN, new Ask.Command(List.of("x"), "x", null), "/", "why", "d", NOW);
  }

  @Test
  void nothingIsWrongWithASoundStory() {
    soundStory();
    assertThat(broken()).isEmpty();
  }

  @Test
  void aLostMessage() {
    soundStory();
    client.message("and this");
    assertThat(broken()).singleElement().asString().contains("I1").contains("0×");
  }

  @Test
  void aMessageTwiceInARequest() {
    begin();
    request(USER, USER);
    events.add(new AgentEvent.TurnCompleted(TURN, "", USAGE, 1));
    assertThat(broken()).anyMatch(line -> line.contains("I1") && line.contains("2× in request 2"));
  }

  @Test
  void anOpAnsweredTwice() {
    soundStory();
    events.add(new AgentEvent.OpRefused(new OpId("o1"), "again"));
    assertThat(broken()).containsExactly("I1: op o1 was answered 2×");
  }

  @Test
  void aDeniedCallThatRan() {
    begin();
    started();
    events.add(new AgentEvent.RequestOpened(asked()));
    client.denied("c1");
    events.add(new AgentEvent.RequestClosed(CALL, "denied", "ada"));
    ran();
    ended(ToolCallStatus.DECLINED, "rejected by user");
    complete();
    assertThat(broken()).isNotEmpty().allMatch(line -> line.startsWith("I2"));
  }

  @Test
  void anAnswerThatWasNotObeyed() {
    begin();
    started();
    events.add(new AgentEvent.RequestOpened(asked()));
    client.approved("c1");
    events.add(new AgentEvent.RequestClosed(CALL, "withdrawn", ""));
    ended(ToolCallStatus.ABORTED, "aborted");
    complete();
    assertThat(broken()).singleElement().asString().startsWith("I2");
  }

  @Test
  void aCommandThatRanTwiceInSilence() {
    begin();
    started();
    ran();
    ran();
    ended(ToolCallStatus.COMPLETED, "ok");
    complete();
    assertThat(broken()).singleElement().asString().startsWith("I3").contains("ran 2×");
  }

  @Test
  void aCommandThatRanTwiceAfterAWordIsSound() {
    begin();
    started();
    ran();
    events.add(
        new AgentEvent.RequestOpened(
            new PendingRequest(
                CALL, TURN, new Ask.UnknownOutcome("x", "e"), "/", "why", "d", NOW)));
    events.add(new AgentEvent.RequestClosed(CALL, "approved", "ada"));
    ran();
    ended(ToolCallStatus.COMPLETED, "ok");
    complete();
    assertThat(broken()).isEmpty();
  }

  @Test
  void aCommandToldAsDoneThatNeverRan() {
    begin();
    started();
    ended(ToolCallStatus.COMPLETED, "ok");
    complete();
    assertThat(broken()).singleElement().asString().startsWith("I6");
  }

  @Test
  void aSessionThatSitsWithoutAReason() {
    soundStory();
    status = new SessionStatus(SessionState.WORKING, null, null, TURN, "");
    assertThat(broken()).isNotEmpty().allMatch(line -> line.startsWith("I4"));
  }

  @Test
  void aFailureWithoutASentence() {
    begin();
    events.add(new AgentEvent.TurnFailed(TURN, ErrorKind.OUTAGE, "", USAGE, 1));
    status = new SessionStatus(SessionState.FAILED, null, null, TURN, "");
    assertThat(broken()).singleElement().asString().startsWith("I4");
  }

  @Test
  void anInterruptThatEndedNothing() {
    client.interrupted();
    assertThat(broken()).singleElement().asString().startsWith("I5");
  }

  @Test
  void aCallWithoutAnOutput() {
    begin();
    started();
    ran();
    request(USER, CALLED);
    events.add(new AgentEvent.TurnCompleted(TURN, "", USAGE, 1));
    assertThat(broken()).hasSize(2).allMatch(line -> line.startsWith("I7"));
  }

  @Test
  void aConversationThatForgot() {
    soundStory();
    request(USER);
    assertThat(broken()).singleElement().asString().startsWith("I7").contains("request before");
  }

  @Test
  void anEventThatIsMissing() {
    soundStory();
    List<SequencedEvent> gap =
        List.of(
            new SequencedEvent(1, NOW, new AgentEvent.Warning("a")),
            new SequencedEvent(3, NOW, new AgentEvent.Warning("b")));
    client.entries();
    assertThat(Invariants.broken(evidence(gap))).anyMatch(line -> line.startsWith("I7: event 2"));
  }

  @Test
  void aClientThatSawSomethingElse() {
    soundStory();
    List<SequencedEvent> numbered =
        List.of(new SequencedEvent(1, NOW, new AgentEvent.Warning("a")));
    List<SequencedEvent> other = List.of(new SequencedEvent(1, NOW, new AgentEvent.Warning("b")));
    assertThat(Invariants.broken(evidence(numbered).seenBy(List.of(numbered, List.of(), other))))
        .filteredOn(line -> line.startsWith("I8"))
        .hasSize(1);
  }

  @Test
  void aLedgerThatDoesNotAddUp() {
    begin();
    events.add(new AgentEvent.UsageUpdated(TURN, USAGE, USAGE, 1));
    events.add(new AgentEvent.TurnCompleted(TURN, "", USAGE, 1));
    assertThat(broken()).hasSize(2).allMatch(line -> line.startsWith("I11"));
  }
}
