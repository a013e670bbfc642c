package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.session.Ids;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt counts, whatever happens to the worker that was to heed it. */
@Tag("e2e")
class InterruptFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The worker dies with the interrupt in its hands, or is dead before the interrupt comes. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("K18")
  void theTurnIsAbortedOnceAndNothingLivesOn(boolean heard) throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Witness witness = Witness.of(home);
      model
          .on(
              When.userSays("wait").and(When.outputs(0)),
              Reply.exec("c1", witness.script("c1", "sleep 600")))
          .on(When.userSays("go on"), Reply.say("Going on."));
      String[] options = heard ? new String[] {"-Dct.crash=K18:1"} : new String[0];
      try (TestWorker first = TestWorker.start(home, options);
          TestSession session = TestSession.start(home, "wait")) {
        Await.until("the command runs", PATIENCE, () -> witness.runsOf("c1") == 1);
        if (!heard) {
          first.kill9();
        }
        session.send(new Op.Interrupt(Ids.op(), "ada"));
        Await.until("the worker is dead", PATIENCE, () -> !first.process().alive());
        TestWorker second = first.restart();
        try (second) {
          AgentEvent.TurnAborted aborted = session.await(AgentEvent.TurnAborted.class, PATIENCE);
          assertThat(aborted.by()).isEqualTo("ada");
          session.say("go on");
          session.await(AgentEvent.TurnCompleted.class, PATIENCE);
          SessionEvidence evidence = session.evidence(server, model);
          assertThat(evidence.told(AgentEvent.TurnAborted.class)).hasSize(1);
          assertThat(evidence.told(AgentEvent.ToolCallEnded.class))
              .extracting(AgentEvent.ToolCallEnded::status)
              .containsExactly(ToolCallStatus.ABORTED);
          assertThat(evidence.witness()).hasSize(1);
          Invariants.hold(evidence);
        }
        second.process().kill9();
        Invariants.nothingLeftBehind(home, witness.runs());
      }
    }
  }
}
