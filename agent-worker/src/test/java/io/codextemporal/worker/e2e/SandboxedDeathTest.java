package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A confined command outlives the worker that started it, still confined, and runs once. */
@Tag("e2e")
@Tag("K8")
@Tag("K9")
class SandboxedDeathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(strings = {"K8:1", "K9:1"})
  void theCommandIsAdopted(String point) throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Path workspace = home.workspace().toRealPath();
      model
          .on(
              When.outputs(0),
              Reply.exec(
                  "c1",
                  "echo ran >> ran; sleep 1; mkdir .git 2>/dev/null || echo kept; echo"
                      + " in-$CODEX_SANDBOX"))
          .on(When.outputs(1), Reply.exec("c2", "touch " + home.codexHome() + "/leak; ls -A"))
          .on(When.outputs(2), Reply.say("All done."));
      try (TestWorker first = TestWorker.start(home, "-Dct.crash=" + point);
          TestSession session =
              TestSession.start(home, "work", ApprovalMode.NEVER, SandboxMode.WORKSPACE_WRITE)) {
        Await.until("the worker dies", PATIENCE, () -> !first.process().alive());
        try (TestWorker second = first.restart()) {
          assertThat(second.process().alive()).isTrue();
          AgentEvent.TurnCompleted end = session.await(AgentEvent.TurnCompleted.class, PATIENCE);
          assertThat(end.lastMessage()).isEqualTo("All done.");
        }
        assertThat(Files.readAllLines(workspace.resolve("ran"))).isEqualTo(List.of("ran"));
        String heard = model.requests().getLast().input().toString();
        assertThat(heard).contains("in-bubblewrap", "kept", "Read-only file system");
        assertThat(home.codexHome().resolve("leak")).doesNotExist();
        assertThat(workspace.resolve(".git")).doesNotExist();
      }
    }
  }
}
