package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.ToolCallStatus;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The worker dies while a cell runs in its kernel: the cell is unknown, its state is said lost. */
@Tag("e2e")
class KernelDeathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Test
  void whatIsLostIsSaid() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      model
          .on(When.outputs(0), cell("c1", "let kept = 41; kept + 1"))
          .on(
              When.outputs(1),
              cell("c2", "require('fs').writeFileSync('mark', `${kept}`); for (;;);"))
          .on(When.outputs(2), cell("c3", "typeof kept"))
          .on(When.outputs(3), Reply.say("Seen."));
      try (TestWorker first = TestWorker.start(home);
          TestSession session = TestSession.start(home, "run some code")) {
        Await.until(
            "the second cell runs", PATIENCE, () -> Files.exists(home.workspace().resolve("mark")));
        first.kill9();
        try (TestWorker second = first.restart()) {
          session.await(AgentEvent.TurnCompleted.class, PATIENCE);
          assertThat(second.process().alive()).isTrue();
          List<AgentEvent.ToolCallEnded> ends =
              session.seen().stream()
                  .map(SequencedEvent::event)
                  .filter(AgentEvent.ToolCallEnded.class::isInstance)
                  .map(AgentEvent.ToolCallEnded.class::cast)
                  .toList();
          assertThat(ends)
              .extracting(AgentEvent.ToolCallEnded::status)
              .containsExactly(
                  ToolCallStatus.COMPLETED,
                  ToolCallStatus.OUTCOME_UNKNOWN,
                  ToolCallStatus.COMPLETED);
          assertThat(ends.get(0).output()).contains("42");
          assertThat(ends.get(1).output()).contains("its kernel ended with the worker");
          assertThat(ends.get(2).output())
              .contains("What earlier calls declared is lost: the worker that held it is gone")
              .contains("undefined");
          assertThat(home.workspace().resolve("mark")).hasContent("41");
          Invariants.hold(session.evidence(server, model));
        }
      }
    }
  }

  private static Reply cell(String id, String code) {
    return Reply.stream().custom(id, "js_repl", code);
  }
}
