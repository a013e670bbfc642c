package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activity.ActivityNames;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.wire.Keyring;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The replay of recorded histories: what was recorded passes, anything else does not. */
@Tag("e2e")
class ReplaysTest {
  @Test
  void aHistoryThatTellsOfAnotherActivityDoesNotReplay() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      model.otherwise(new EchoScript());
      try (TestWorker worker = TestWorker.start(home);
          TestSession session = TestSession.start(home, "run: echo one")) {
        session.await(AgentEvent.TurnCompleted.class, Duration.ofSeconds(30));
        assertThat(worker.process().alive()).isTrue();
        SessionEvidence evidence = session.evidence(server, model);
        SessionEvidence.Run run = evidence.runs().getFirst();
        List<byte[]> changed = new ArrayList<>();
        for (byte[] raw : run.raw()) {
          changed.add(changed(HistoryEvent.parseFrom(raw)).toByteArray());
        }
        SessionEvidence forged =
            new SessionEvidence(
                evidence.session(),
                evidence.events(),
                evidence.status(),
                evidence.working(),
                List.of(new SessionEvidence.Run(run.runId(), run.events(), run.bytes(), changed)),
                evidence.witness(),
                evidence.client(),
                evidence.requests(),
                evidence.views());
        assertThatThrownBy(() -> Replays.hold(forged, Keyring.at(home.places().keyFile())))
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("does not replay");
      }
    }
  }

  private static HistoryEvent changed(HistoryEvent event) {
    HistoryEvent.Builder other = event.toBuilder();
    if (event.hasActivityTaskScheduledEventAttributes()
        && event
            .getActivityTaskScheduledEventAttributes()
            .getActivityType()
            .getName()
            .equals(ActivityNames.RUN_TOOL)) {
      other.getActivityTaskScheduledEventAttributesBuilder().getActivityTypeBuilder().setName("x");
    }
    return other.build();
  }
}
