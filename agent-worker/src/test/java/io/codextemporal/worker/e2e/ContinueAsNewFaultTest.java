package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.session.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A session goes through many short runs, and workers die at the end of some, while a client goes
 * on sending. The server lets a run follow at once: else each would wait for a second.
 */
@Tag("e2e")
class ContinueAsNewFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int STEPS = 70;
  private static final int MESSAGES = 40;

  @Test
  @Tag("K14")
  @Tag("T7")
  @Tag("C1")
  void manyRunsLoseNothing() throws Exception {
    try (TestServer server = TestServer.start("history.workflowIdReuseMinimalInterval=\"10ms\"");
        ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      home.configure("\n[temporal]\ncontinue_as_new_events = 20\n");
      Witness witness = Witness.of(home);
      model
          .on(When.userSays("message"), Reply.say("Heard."))
          .on(When.outputs(STEPS), Reply.say("Counted."))
          .otherwise(request -> step(request, witness));
      List<OpId> ops = new ArrayList<>();
      try (TestWorker first = TestWorker.start(home, "-Dct.crash=K14:1");
          TestSession session = TestSession.start(home, "count")) {
        for (int i = 0; i < MESSAGES / 2; i++) {
          ops.add(sayTwice(session, "message " + i));
        }
        Await.until("the first dies", PATIENCE, () -> !first.process().alive());
        ops.add(sayTwice(session, "message while nobody lives"));
        try (TestWorker second = TestWorker.start(home, "-Dct.crash=K14:4")) {
          Await.until("the second dies", PATIENCE, () -> !second.process().alive());
          try (TestWorker third = TestWorker.start(home)) {
            for (int i = MESSAGES / 2; i < MESSAGES; i++) {
              ops.add(sayTwice(session, "message " + i));
            }
            for (int i = 0; i < ops.size() + 1; i++) {
              session.await(AgentEvent.TurnCompleted.class, PATIENCE);
            }
            SessionEvidence evidence = session.evidence(server, model);
            assertThat(third.process().alive()).isTrue();
            assertNothingLost(evidence, ops);
          }
        }
      }
    }
  }

  private static void assertNothingLost(SessionEvidence evidence, List<OpId> ops) {
    assertThat(evidence.runs()).hasSizeGreaterThan(20);
    assertThat(evidence.witness())
        .extracting(Witness.Run::call)
        .containsExactlyElementsOf(IntStream.range(0, STEPS).mapToObj(step -> "c" + step).toList());
    assertThat(evidence.told(AgentEvent.OpAccepted.class))
        .extracting(AgentEvent.OpAccepted::op)
        .endsWith(ops.toArray(OpId[]::new))
        .hasSize(ops.size() + 1);
    assertThat(evidence.told(AgentEvent.TurnCompleted.class)).hasSize(ops.size() + 1);
    Invariants.hold(evidence);
  }

  private static Reply step(SentRequest request, Witness witness) {
    String call = "c" + request.outputsSinceUser().size();
    return Reply.exec(call, witness.script(call, "echo " + call));
  }

  /** As a client does that did not learn of its success: the same op again. */
  private static OpId sayTwice(TestSession session, String text) {
    Op op = new Op.UserTurn(Ids.op(), "test", UserText.of(text), null, null);
    session.send(op);
    session.send(op);
    session.log().message(text);
    return op.id();
  }
}
