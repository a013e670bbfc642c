package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.session.Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worker dies while a patch of five files is being written; no half of it is ever left. */
@Tag("e2e")
@Tag("K11")
@Tag("path-22")
class PatchDeathTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5})
  void theNextWorkerAppliesAllOfIt(int file) throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      for (int i = 1; i <= 5; i++) {
        Files.writeString(home.workspace().resolve("f" + i), "one\nold " + i + "\n");
      }
      model
          .on(When.outputs(0), Reply.stream().custom("c1", "apply_patch", patch()))
          .on(
              When.outputs(1),
              Reply.stream()
                  .call("c2", "exec_command", Map.of("cmd", typed("new 1", "second")))
                  .custom("c3", "apply_patch", step("second", "third"))
                  .call("c4", "exec_command", Map.of("cmd", typed("third", "fourth"))))
          .on(When.outputs(4), Reply.say("Patched."));
      try (TestWorker first = TestWorker.start(home, "-Dct.crash=K11:" + file);
          TestSession session = TestSession.start(home, "patch five files")) {
        Await.until("the worker dies", PATIENCE, () -> !first.process().alive());
        try (TestWorker second = first.restart()) {
          AgentEvent.ToolCallEnded end = session.await(AgentEvent.ToolCallEnded.class, PATIENCE);
          assertThat(end.status()).isEqualTo(ToolCallStatus.COMPLETED);
          assertThat(end.changes()).hasSize(5);
          assertThat(end.judgement())
              .isEqualTo(new Judgement("run", false, "the session may write there"));
          session.await(AgentEvent.TurnCompleted.class, PATIENCE);
          assertThat(second.process().alive()).isTrue();
          Invariants.hold(session.evidence(server, model));
        }
        // However it was written, each patch waited for the one before it in the answer.
        assertThat(home.workspace().resolve("f1")).hasContent("one\nfourth\n");
        for (int i = 2; i <= 5; i++) {
          assertThat(home.workspace().resolve("f" + i)).hasContent("one\nnew " + i + "\n");
        }
        try (Stream<Path> left = Files.list(home.workspace())) {
          assertThat(left.map(path -> path.getFileName().toString()))
              .noneMatch(name -> name.startsWith(".ct-"));
        }
      }
    }
  }

  /** The worker dies in the middle, and before another is there somebody interrupts. */
  @Test
  @Tag("K11")
  @Tag("K18")
  void anInterruptLeavesAllOrNothing() throws Exception {
    TestServer server = TestServer.shared();
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.on(server, model.baseUrl())) {
      for (int i = 1; i <= 5; i++) {
        Files.writeString(home.workspace().resolve("f" + i), "one\nold " + i + "\n");
      }
      model.on(When.outputs(0), Reply.stream().custom("c1", "apply_patch", patch()));
      try (TestWorker first = TestWorker.start(home, "-Dct.crash=K11:3");
          TestSession session = TestSession.start(home, "patch five files")) {
        Await.until("the worker dies", PATIENCE, () -> !first.process().alive());
        session.send(new Op.Interrupt(Ids.op(), "ada"));
        try (TestWorker second = first.restart()) {
          ToolCallStatus told = session.await(AgentEvent.ToolCallEnded.class, PATIENCE).status();
          session.await(AgentEvent.TurnAborted.class, PATIENCE);
          assertThat(second.process().alive()).isTrue();
          Set<String> states = new TreeSet<>();
          for (int i = 1; i <= 5; i++) {
            states.add(
                Files.readString(home.workspace().resolve("f" + i)).contains("old")
                    ? "old"
                    : "new");
          }
          assertThat(states).hasSize(1);
          assertThat(states).containsExactly(told == ToolCallStatus.COMPLETED ? "new" : "old");
          Invariants.hold(session.evidence(server, model));
        }
        try (Stream<Path> left = Files.list(home.workspace())) {
          assertThat(left.map(path -> path.getFileName().toString()))
              .noneMatch(name -> name.startsWith(".ct-"));
        }
      }
    }
  }

  private static String step(String from, String to) {
    return "*** Begin Patch\n*** Update File: f1\n-" + from + "\n+" + to + "\n*** End Patch\n";
  }

  private static String typed(String from, String to) {
    return "apply_patch <<'EOF'\n" + step(from, to) + "EOF";
  }

  private static String patch() {
    List<String> lines = new ArrayList<>(List.of("*** Begin Patch"));
    for (int i = 1; i <= 5; i++) {
      lines.addAll(List.of("*** Update File: f" + i, "@@", " one", "-old " + i, "+new " + i));
    }
    lines.add("*** End Patch");
    return String.join("\n", lines);
  }
}
