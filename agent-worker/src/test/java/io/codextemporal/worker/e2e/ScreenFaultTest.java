package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.config.WorkerFiles;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Worker, server, line and screen die in the middle; what a person sees of it. */
@Tag("e2e")
class ScreenFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ScreenWorld world;
  private ScriptedModel model;
  private TestHome home;
  private TestClient ct;
  private TestServer server;
  private TestWorker worker;

  @BeforeEach
  void start() throws Exception {
    world = ScreenWorld.start();
    model = world.model;
    home = world.home;
    ct = world.ct;
    server = world.server;
    worker = world.worker;
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private TestScreen open(String... arguments) throws Exception {
    return world.open(arguments);
  }

  /** Begins a turn whose answer waits for the gate. */
  private void begins(TestScreen screen, String name) throws Exception {
    model.on(
        When.userSays(name),
        Reply.stream().begin("Half of it, ").gate(name).say("Half of it, all of it."));
    screen.say(name).shows("Half of it,");
  }

  @Test
  @Tag("T2")
  void whatIsTypedWhileTheServerIsAwayIsSentWhenItIsBack() throws Exception {
    model.otherwise(new EchoScript());
    server.kill9();
    try (TestScreen screen = open("--yolo")) {
      screen.shows("does not answer").say("kept for later").shows("kept for later");
      server.restart();
      screen.shows("You said: kept for later");
      assertThat(model.requests()).hasSize(1);
    }
  }

  @Test
  @Tag("T1")
  void aServerThatDiesInATurnIsSaidAndTheTurnEnds() throws Exception {
    try (TestScreen screen = open("--yolo")) {
      begins(screen, "server dies");
      server.kill9();
      screen.shows("does not answer").type("a draft meanwhile").shows("a draft meanwhile");
      model.open("server dies");
      server.restart();
      screen.shows("all of it.", "Worked for", "a draft meanwhile").hides("does not answer");
    }
  }

  @Test
  @Tag("K3")
  void aWorkerThatDiesInATurnIsReplaced() throws Exception {
    try (TestScreen screen = open("--yolo")) {
      begins(screen, "worker dies");
      worker.kill9();
      model.open("worker dies");
      screen.shows("all of it.", "Worked for");
    } finally {
      // The one that was started in its place.
      new WorkerFiles(home.places())
          .living()
          .forEach(left ->
              ProcessHandle.of(left.process().pid()).ifPresent(ProcessHandle::destroyForcibly));
    }
  }

  @Test
  @Tag("N4")
  void aScreenThatIsCutOffCatchesUp() throws Exception {
    try (LossyLine line = LossyLine.to(server.address())) {
      home.with("TEMPORAL_ADDRESS", line.address());
      try (TestScreen screen = open("--yolo")) {
        begins(screen, "cut off");
        line.lose();
        model.open("cut off");
        TestHome direct = home.with("TEMPORAL_ADDRESS", server.address());
        try (TestScreen other = TestScreen.open(direct, ct, "resume", "--last")) {
          other.shows("all of it.", "Worked for");
        }
        line.mend();
        screen.shows("all of it.", "Worked for");
        assertThat(model.requests()).hasSize(1);
      }
    }
  }

  @Test
  @Tag("C4")
  @Tag("C5")
  void aScreenThatDiesInATurnLeavesItAtWork() throws Exception {
    try (TestScreen screen = open("--yolo")) {
      begins(screen, "screen dies");
      screen.kill9();
    }
    model.open("screen dies");
    Await.until("the answer was taken", PATIENCE, () -> model.answeredAt(1).isPresent());
    try (TestScreen back = open("resume", "--last")) {
      back.shows("screen dies", "all of it.", "Worked for");
      assertThat(model.requests()).hasSize(1);
    }
  }
}
