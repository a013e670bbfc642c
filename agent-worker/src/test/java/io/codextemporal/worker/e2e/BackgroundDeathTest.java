package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.tui.session.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker dies while a command runs in the background. */
@Tag("e2e")
class BackgroundDeathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(strings = {"K6:1", "K7:1", "K8:1", "K9:1", "K10:1"})
  @Tag("K6")
  @Tag("K7")
  @Tag("K8")
  @Tag("K9")
  @Tag("K10")
  void itRunsOnceAndItsEndWakesTheSessionOnce(String point) throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Witness witness = Witness.of(home);
      String job = witness.script("job", "sleep 1; echo finished");
      model
          .on(When.userSays("exited with code 0"), Reply.say("Woken."))
          .on(When.outputs(0), left("job", job, Map.of("wake_on_exit", true)))
          .on(When.always(), Reply.say("It runs."));
      try (TestWorker first = TestWorker.start(home, "-Dct.crash=" + point);
          TestSession session = TestSession.start(home, "start the job");
          TestWorker second = successor(first)) {
        assertThat(second.process().alive()).isTrue();
        assertThat(session.await(AgentEvent.TurnCompleted.class, PATIENCE).lastMessage())
            .isEqualTo("It runs.");
        boolean left =
            session.seen().stream()
                .anyMatch(event -> event.event() instanceof AgentEvent.TerminalsChanged);
        assertThat(left).isEqualTo(!point.equals("K8:1"));
        if (left) {
          assertThat(session.await(AgentEvent.TurnCompleted.class, PATIENCE).lastMessage())
              .isEqualTo("Woken.");
        }
        SessionEvidence evidence = session.evidence(server, model);
        assertThat(evidence.witness()).extracting(Witness.Run::call).containsExactly("job");
        assertThat(evidence.told(AgentEvent.TurnStarted.class)).hasSize(left ? 2 : 1);
        assertThat(session.detail().terminals()).isEmpty();
      }
    }
  }

  /** Started, and its worker died before it told anybody. */
  @Test
  @Tag("K8")
  void whatHadATerminalWhenItsWorkerDiedBeforeTellingIsSaidLost() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Witness witness = Witness.of(home);
      model
          .on(When.outputs(0), left("typed", witness.script("typed", "cat"), Map.of("tty", true)))
          .on(When.always(), Reply.say("Seen."));
      try (TestWorker first = TestWorker.start(home, "-Dct.crash=K8:1");
          TestSession session = TestSession.start(home, "start it");
          TestWorker second = successor(first)) {
        AgentEvent.ToolCallEnded end = session.await(AgentEvent.ToolCallEnded.class, PATIENCE);
        assertThat(end.output() + end.status()).containsAnyOf("is gone", "OUTCOME_UNKNOWN");
        assertThat(session.await(AgentEvent.TurnCompleted.class, PATIENCE).lastMessage())
            .isEqualTo("Seen.");
        assertThat(second.process().alive()).isTrue();
        assertThat(session.detail().terminals()).isEmpty();
        assertThat(witness.runs())
            .hasSizeLessThan(2)
            .allSatisfy(run ->
                assertThat(ProcessHandle.of(run.pid()).filter(ProcessHandle::isAlive)).isEmpty());
      }
    }
  }

  @Test
  void whatHasATerminalIsLostAndWhatHasNoneGoesOnAndTheSessionsEndEndsIt() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Witness witness = Witness.of(home);
      model
          .on(
              When.outputs(0),
              left("plain", witness.script("plain", "exec sleep 600"), Map.of())
                  .call(
                      "typed",
                      "exec_command",
                      arguments(witness.script("typed", "exec cat"), Map.of("tty", true))))
          .on(When.always(), Reply.say("Both run."));
      try (TestWorker first = TestWorker.start(home);
          TestSession session = TestSession.start(home, "start both")) {
        session.await(AgentEvent.TurnCompleted.class, PATIENCE);
        assertThat(session.detail().terminals()).hasSize(2);
        try (TestWorker second = first.restart()) {
          assertThat(session.await(AgentEvent.Warning.class, PATIENCE).message())
              .contains("is gone. The worker that held its terminal is gone");
          assertThat(session.detail().terminals())
              .singleElement()
              .satisfies(terminal -> assertThat(terminal.tty()).isFalse());
          session.send(new Op.Shutdown(Ids.op(), "test"));
          session.await(AgentEvent.SessionClosed.class, PATIENCE);
          List<Witness.Run> runs = witness.runs();
          assertThat(runs).hasSize(2);
          assertThat(runs)
              .allSatisfy(run ->
                  assertThat(ProcessHandle.of(run.pid()).filter(ProcessHandle::isAlive)).isEmpty());
          assertThat(second.process().alive()).isTrue();
        }
      }
    }
  }

  private static Reply.Stream left(String id, String script, Map<String, Object> more) {
    return Reply.stream().call(id, "exec_command", arguments(script, more));
  }

  private static Map<String, Object> arguments(String script, Map<String, Object> more) {
    Map<String, Object> arguments = new java.util.TreeMap<>(more);
    arguments.put("cmd", script);
    arguments.put("yield_time_ms", 250);
    return arguments;
  }

  private static TestWorker successor(TestWorker first) throws Exception {
    Await.until("the worker dies", PATIENCE, () -> !first.process().alive());
    return first.restart();
  }
}
