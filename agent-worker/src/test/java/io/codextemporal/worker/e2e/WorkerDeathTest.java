package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker dies at a named point of a turn; the next one brings the turn to its end. */
@Tag("e2e")
class WorkerDeathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none", "K1:1", "K1:2", "K2:1", "K2:2", "K3:1", "K4:1", "K4:2", "K5:1", "K5:2", "K6:1",
        "K7:1", "K8:1", "K9:1", "K10:1"
      })
  @Tag("K1")
  @Tag("K2")
  @Tag("K3")
  @Tag("K4")
  @Tag("K5")
  @Tag("K6")
  @Tag("K7")
  @Tag("K8")
  @Tag("K9")
  @Tag("K10")
  void theTurnGoesOn(String point) throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Witness witness = Witness.of(home);
      model
          .on(
              When.outputs(0),
              Reply.stream()
                  .reason("a look")
                  .exec("c1", witness.script("c1", "sleep 0.3; echo one")))
          .on(When.outputs(1), Reply.exec("c2", witness.script("c2", "echo two")))
          .on(When.outputs(2), Reply.say("All done."));
      String[] options =
          point.equals("none") ? new String[0] : new String[] {"-Dct.crash=" + point};
      try (TestWorker first = TestWorker.start(home, options);
          TestSession session = TestSession.start(home, "do two things")) {
        TestWorker second = point.equals("none") ? first : successor(first);
        try (second) {
          AgentEvent.TurnCompleted end = session.await(AgentEvent.TurnCompleted.class, PATIENCE);
          assertThat(end.lastMessage()).isEqualTo("All done.");
          SessionEvidence evidence = session.evidence(server, model);
          assertThat(evidence.requests()).hasSizeGreaterThanOrEqualTo(3);
          assertThat(evidence.witness()).extracting(Witness.Run::call).containsExactly("c1", "c2");
          Invariants.hold(evidence);
          Invariants.nothingLeaked(evidence, List.of("test-key"), List.of(home.places().home()));
        }
      }
    }
  }

  private static TestWorker successor(TestWorker first) throws Exception {
    Await.until("the worker dies", PATIENCE, () -> !first.process().alive());
    return first.restart();
  }
}
