package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.session.Ids;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to people survive workers, and are answered once. */
@Tag("e2e")
class ApprovalFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // Three denials in a row would end the turn, whoever wins.
  private static final int RACES = 2;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("K12")
  void aQuestionOutlivesTheWorkerAndRunsOnce(boolean answeredMeanwhile) throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Witness witness = Witness.of(home);
      model
          .on(When.outputs(0), Reply.exec("c1", witness.script("c1", "echo one")))
          .on(When.outputs(1), Reply.say("All done."));
      try (TestWorker first = TestWorker.start(home);
          TestSession session = asking(home)) {
        PendingRequest asked = session.await(AgentEvent.RequestOpened.class, PATIENCE).request();
        first.kill9();
        if (answeredMeanwhile) {
          session.send(approval(asked, "ada", new ApprovalDecision.Approved()));
        }
        try (TestWorker second = first.restart()) {
          if (!answeredMeanwhile) {
            Await.until("the question is still open", PATIENCE, () -> session.answers());
            assertThat(session.detail().pending()).containsExactly(asked);
            assertThat(session.detail().summary().status().state()).isEqualTo(SessionState.WAITING);
            assertThat(witness.runs()).isEmpty();
            session.send(approval(asked, "ada", new ApprovalDecision.Approved()));
          }
          session.log().approved("c1");
          session.await(AgentEvent.TurnCompleted.class, PATIENCE);
          SessionEvidence evidence = session.evidence(server, model);
          assertThat(second.process().alive()).isTrue();
          assertThat(evidence.witness()).extracting(Witness.Run::call).containsExactly("c1");
          assertThat(evidence.told(AgentEvent.RequestOpened.class)).hasSize(1);
          assertThat(evidence.told(AgentEvent.RequestClosed.class))
              .containsExactly(new AgentEvent.RequestClosed(asked.call(), "approved", "ada"));
          Invariants.hold(evidence);
        }
      }
    }
  }

  @Test
  @Tag("C2")
  void ofTwoAnswersAtOnceOneWinsAndBothSeeWho() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Witness witness = Witness.of(home);
      for (int i = 0; i < RACES; i++) {
        String call = "c" + i;
        model.on(When.outputs(i), Reply.exec(call, witness.script(call, "echo " + call)));
      }
      model.on(When.outputs(RACES), Reply.say("All done."));
      try (TestWorker worker = TestWorker.start(home);
          TestSession ada = asking(home);
          TestSession bob = ada.watched();
          ExecutorService clients = Executors.newFixedThreadPool(2)) {
        for (int i = 0; i < RACES; i++) {
          race(ada, bob, clients);
        }
        ada.await(AgentEvent.TurnCompleted.class, PATIENCE);
        bob.await(AgentEvent.TurnCompleted.class, PATIENCE);
        SessionEvidence evidence = ada.evidence(server, model);
        assertThat(worker.process().alive()).isTrue();
        assertThat(evidence.told(AgentEvent.RequestClosed.class)).hasSize(RACES);
        Invariants.hold(evidence.seenBy(List.of(ada.seen(), bob.seen())));
      }
    }
  }

  /** Both answer the same question at the same moment; both learn the same. */
  private static void race(TestSession ada, TestSession bob, ExecutorService clients)
      throws Exception {
    PendingRequest asked = ada.await(AgentEvent.RequestOpened.class, PATIENCE).request();
    assertThat(bob.await(AgentEvent.RequestOpened.class, PATIENCE).request()).isEqualTo(asked);
    CyclicBarrier line = new CyclicBarrier(2);
    Future<OpId> yes =
        clients.submit(at(line, ada, approval(asked, "ada", new ApprovalDecision.Approved())));
    Future<OpId> no =
        clients.submit(
            at(line, bob, approval(asked, "bob", new ApprovalDecision.Denied("not now"))));
    OpId approved = yes.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    OpId denied = no.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    AgentEvent.RequestClosed closed = ada.await(AgentEvent.RequestClosed.class, PATIENCE);
    AgentEvent.OpRefused refused = ada.await(AgentEvent.OpRefused.class, PATIENCE);
    assertThat(bob.await(AgentEvent.RequestClosed.class, PATIENCE)).isEqualTo(closed);
    assertThat(bob.await(AgentEvent.OpRefused.class, PATIENCE)).isEqualTo(refused);
    boolean adaWon = closed.by().equals("ada");
    assertThat(closed.outcome()).isEqualTo(adaWon ? "approved" : "denied");
    assertThat(refused.op()).isEqualTo(adaWon ? denied : approved);
    assertThat(refused.reason()).contains(closed.outcome() + " by " + closed.by());
    CallId call = asked.call();
    if (adaWon) {
      ada.log().approved(call.value());
    } else {
      ada.log().denied(call.value());
    }
  }

  private static Callable<OpId> at(CyclicBarrier line, TestSession client, Op op) {
    return () -> {
      line.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return client.send(op);
    };
  }

  private static Op approval(PendingRequest asked, String from, ApprovalDecision decision) {
    return new Op.Approval(Ids.op(), from, asked.call(), decision, asked.digest());
  }

  private static TestSession asking(TestHome home) {
    return TestSession.start(home, "do it", ApprovalMode.UNTRUSTED, SandboxMode.DANGER_FULL_ACCESS);
  }
}
