package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.worker.e2e.TestClient.Result;
import io.codextemporal.worker.e2e.TestClient.Running;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An op counts once, however often it is sent, and whoever lost the answer to it. */
@Tag("e2e")
class AcknowledgementTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @Tag("C1")
  void threeClientsSendTheSameOp() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      model.otherwise(new EchoScript());
      TestClient ct = new TestClient(home);
      try (TestWorker worker = TestWorker.start(home);
          TestSession session = TestSession.start(home, "hi")) {
        session.await(AgentEvent.TurnCompleted.class, PATIENCE);
        List<Running> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          clients.add(ct.start("send", session.id().value(), "only once", "--op", "op-same"));
        }
        for (Running client : clients) {
          Result sent = client.end();
          assertThat(sent.code()).as(sent.err()).isZero();
          assertThat(sent.out()).isEqualTo("op-same\n");
        }
        session.log().message("only once");
        session.await(AgentEvent.TurnCompleted.class, PATIENCE);
        assertThat(worker.process().alive()).isTrue();
        holdsOnce(session.evidence(server, model), "op-same", 3);
      }
    }
  }

  @Test
  @Tag("N2")
  void aLostAcknowledgementCostsNothing() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl());
        LossyLine line = LossyLine.to(server.address())) {
      model.otherwise(new EchoScript());
      Op op = new Op.UserTurn(Ids.op(), "test", UserText.of("only once"), null, null);
      try (TestWorker worker = TestWorker.start(home);
          TestSession session = TestSession.start(home, "hi")) {
        session.await(AgentEvent.TurnCompleted.class, PATIENCE);
        home.with("TEMPORAL_ADDRESS", line.address());
        try (TestSession client = session.watched()) {
          assertThat(client.answers()).isTrue();
          line.lose();
          Thread sender = Thread.ofVirtual().start(() -> sendUntilAcknowledged(client, op));
          Await.until(
              "the server has the message",
              PATIENCE,
              () -> signals(EvidenceRoom.of(server, home).history(session.id(), "")) >= 2);
          assertThat(sender.isAlive()).isTrue();
          line.mend();
          assertThat(sender.join(PATIENCE)).isTrue();
        }
        // As one does who left before the acknowledgement came.
        session.send(op);
        session.log().message("only once");
        session.await(AgentEvent.TurnCompleted.class, PATIENCE);
        assertThat(worker.process().alive()).isTrue();
        holdsOnce(session.evidence(server, model), op.id().value(), 2);
      }
    }
  }

  private static void sendUntilAcknowledged(TestSession client, Op op) {
    while (true) {
      try {
        client.send(op);
        return;
      } catch (SessionFailure unanswered) {
        assertThat(unanswered.kind()).isEqualTo(SessionFailure.Kind.NO_SERVER);
      }
    }
  }

  /** The op came at least so often, and did what it does once. */
  private static void holdsOnce(SessionEvidence evidence, String op, int sent) throws Exception {
    assertThat(evidence.told(AgentEvent.OpAccepted.class))
        .extracting(AgentEvent.OpAccepted::op)
        .containsOnlyOnce(new OpId(op));
    assertThat(evidence.told(AgentEvent.TurnCompleted.class)).hasSize(2);
    List<HistoryEvent> history = new ArrayList<>();
    for (byte[] raw : evidence.runs().getFirst().raw()) {
      history.add(HistoryEvent.parseFrom(raw));
    }
    assertThat(signals(history)).isGreaterThanOrEqualTo(1 + sent);
    Invariants.hold(evidence);
  }

  private static long signals(List<HistoryEvent> history) {
    return history.stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
        .count();
  }
}
