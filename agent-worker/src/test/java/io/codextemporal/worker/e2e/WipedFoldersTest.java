package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a worker keeps of a conversation is a cache: without it the session tells it again. */
@Tag("e2e")
class WipedFoldersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @Tag("D7")
  void theConversationIsReadBackFromTheSession() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      Path tmp = Files.createDirectories(home.codexHome().resolve("tmp"));
      home.with("TMPDIR", tmp.toString());
      Witness witness = Witness.of(home);
      model
          .on(
              When.userSays("first").and(When.outputs(0)),
              Reply.stream()
                  .reason("a look")
                  .exec(
                      "w1",
                      witness.script("w1", "seq 1 3000; until [ -e go ]; do sleep 0.05; done")))
          .on(
              When.userSays("first").and(When.outputs(1)),
              Reply.exec("w2", witness.script("w2", "echo two")))
          .on(When.userSays("first").and(When.outputs(2)), Reply.say("One."))
          .on(
              When.userSays("second").and(When.outputs(0)),
              Reply.exec("w3", witness.script("w3", "echo three")))
          .on(When.userSays("second").and(When.outputs(1)), Reply.say("Two."));
      String[] options = {"-Djava.io.tmpdir=" + tmp};
      try (TestWorker first = TestWorker.start(home, options);
          TestSession session = TestSession.start(home, "first")) {
        Await.until("the command runs", PATIENCE, () -> witness.runsOf("w1") == 1);
        wipe(tmp);
        wipe(home.places().store());
        Files.writeString(home.workspace().resolve("go"), "");
        assertThat(session.await(AgentEvent.TurnCompleted.class, PATIENCE).lastMessage())
            .isEqualTo("One.");

        first.kill9();
        wipe(home.places().store());
        try (TestWorker second = first.restart()) {
          session.say("second");
          assertThat(session.await(AgentEvent.TurnCompleted.class, PATIENCE).lastMessage())
              .isEqualTo("Two.");
          assertThat(second.process().alive()).isTrue();
          SessionEvidence evidence = session.evidence(server, model);
          assertThat(evidence.requests()).hasSize(5);
          SentRequest last = evidence.requests().getLast();
          assertThat(last.outputOf("w1").orElseThrow()).contains("\n2\n", "\n3000");
          assertThat(last.outputOf("w2").orElseThrow()).contains("two");
          assertThat(evidence.witness())
              .extracting(Witness.Run::call)
              .isEqualTo(List.of("w1", "w2", "w3"));
          Invariants.hold(evidence);
        }
      }
    }
  }

  private static void wipe(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
