package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a person does with the screen, in a real terminal, with a real server and worker. */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ScreenWorld world;
  private ScriptedModel model;
  private TestHome home;
  private TestClient ct;

  @BeforeAll
  void start() throws Exception {
    world = ScreenWorld.start();
    model = world.model;
    home = world.home;
    ct = world.ct;
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  private TestScreen open(String... arguments) throws Exception {
    return world.open(arguments);
  }

  @Test
  void anAnswerStreamsAndTheWayBackIsSaidAtTheEnd() throws Exception {
    model.on(
        When.userSays("first use"),
        Reply.stream().begin("The first half, ").gate("half").say("The first half, the second."));
    try (TestScreen screen = open("--yolo")) {
      screen.say("first use").shows("The first half,");
      model.open("half");
      screen.shows("the second.", "Worked for").press("C-c", "C-c");
      screen.shows("ended with 0", "the second.", "ct resume ");
    }
  }

  @Test
  void aPromptOnTheCommandLineIsTheFirstMessage() throws Exception {
    model.on(When.userSays("at once"), Reply.say("Here at once."));
    try (TestScreen screen = open("--yolo", "say it at once")) {
      screen.shows("Here at once.");
    }
  }

  @Test
  void aCommandIsApproved() throws Exception {
    Path file = home.workspace().resolve("approved.txt");
    model.on(
        When.userSays("approve").and(When.outputs(0)), Reply.exec("call_approve", "touch " + file));
    model.on(When.userSays("approve").and(When.outputs(1)), Reply.say("It is touched."));
    try (TestScreen screen = open("-a", "untrusted", "-s", "danger-full-access")) {
      screen.say("approve this").shows("touch ");
      answer(screen, "y", "It is touched.");
      assertThat(file).exists();
    }
  }

  @Test
  void aCommandIsDenied() throws Exception {
    Path file = home.workspace().resolve("denied.txt");
    model.on(When.userSays("deny").and(When.outputs(0)), Reply.exec("call_deny", "touch " + file));
    model.on(When.userSays("deny").and(When.outputs(1)), Reply.say("Then not."));
    try (TestScreen screen = open("-a", "untrusted", "-s", "danger-full-access")) {
      screen.say("deny this").shows("touch ");
      answer(screen, "n", "enter");
      screen.press("Enter").shows("Then not.");
      assertThat(file).doesNotExist();
    }
  }

  /** Keys that come too soon after a question do not count: it is pressed until it does. */
  private static void answer(TestScreen screen, String key, String shown) throws Exception {
    screen.until(
        "`" + key + "` is taken",
        text -> {
          if (!text.toLowerCase(java.util.Locale.ROOT)
                  .contains(shown.toLowerCase(java.util.Locale.ROOT))
              && text.contains("(y)")) {
            pressed(screen, key);
          }
          return text.toLowerCase(java.util.Locale.ROOT)
              .contains(shown.toLowerCase(java.util.Locale.ROOT));
        });
  }

  private static void pressed(TestScreen screen, String key) {
    try {
      screen.press(key);
      Thread.sleep(100);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void questionsAreAnsweredOnTheScreenAndFromAnotherTerminal() throws Exception {
    model.otherwise(new EchoScript());
    try (TestScreen screen = open("--yolo")) {
      screen.say("ask: Which colour? Red | Blue; And why?").shows("Which colour?", "1. Red");
      guardIsOver(screen);
      screen
          .press("2")
          .shows("And why?", "3. In your own words")
          .type("it calms")
          .shows("it calms")
          .press("Enter");
      screen.shows("Blue", "it calms", "You answered: ", "Worked for");
      screen.say("ask: Where to? Left | Right").shows("Where to?", "2. Right");
      TestClient.Result answer = ct.run("approve", waiting(), "--answer", "q1=right");
      assertThat(answer.code()).as(answer.err()).isZero();
      screen.shows("Answered by approve", "Right").hides("In your own words");
    }
  }

  /** Keys that come while one may still have typed something else do not count. */
  private static void guardIsOver(TestScreen screen) throws Exception {
    long since = System.nanoTime();
    screen.until(
        "the guard is over",
        text -> System.nanoTime() - since > Duration.ofMillis(1_100).toNanos());
  }

  private String waiting() throws Exception {
    String line = ct.run("ls", "--json", "--status", "waiting").lines().getFirst();
    return new ObjectMapper().readTree(line).path("id").asText();
  }

  @Test
  void aTurnIsInterrupted() throws Exception {
    model.on(When.userSays("endless"), Reply.stream().begin("On and on").gate("never"));
    try (TestScreen screen = open("--yolo")) {
      screen.say("endless").shows("On and on").press("Escape").shows("nterrupted");
      model.open("never");
    }
  }

  @Test
  void aRunningTurnIsSteered() throws Exception {
    model.on(
        When.userSays("steer me").and(When.outputs(0)),
        Reply.stream().gate("steering").exec("call_steer", "true"));
    model.on(When.inputHolds("to the left"), Reply.say("Left it is."));
    try (TestScreen screen = open("--yolo")) {
      screen.say("steer me").shows("esc to interrupt").say("to the left");
      model.open("steering");
      screen.shows("Left it is.");
    }
  }

  @Test
  void aMessageIsQueuedBehindTheTurn() throws Exception {
    model.on(When.userSays("queue first"), Reply.stream().gate("queueing").say("One done."));
    model.on(When.userSays("queue second"), Reply.say("Two done."));
    try (TestScreen screen = open("--yolo")) {
      screen.say("queue first").shows("esc to interrupt");
      screen.type("queue second").shows("queue second").press("Tab");
      screen.shows("queue second");
      model.open("queueing");
      screen.shows("One done.", "Two done.");
    }
  }

  @Test
  void aPasteIsOnePiece() throws Exception {
    String text = "line\n".repeat(30) + "pasted end";
    model.on(When.userSays("pasted end"), Reply.say("Got all of it."));
    try (TestScreen screen = open("--yolo")) {
      screen.paste(text).shows("[Pasted").press("Enter").shows("Got all of it.");
      assertThat(model.lastRequest().lastUserText()).isEqualTo(text);
    }
  }

  @Test
  @Tag("C6")
  void aStreamGoesOnThroughResizes() throws Exception {
    model.on(
        When.userSays("resize"),
        Reply.stream().ticks(60).pace(Duration.ofMillis(20)).say("And the end."));
    try (TestScreen screen = open("--yolo")) {
      screen.say("resize").shows("esc to interrupt");
      screen.resize(40, 12).shows("esc").resize(200, 50).resize(100, 30);
      screen.shows("Worked for");
      screen.until("the frame fills 30 rows", text -> text.lines().count() >= 28);
      screen.resize(30, 8).shows("40").resize(80, 24).shows("Worked for");
    }
  }

  @Test
  void aSessionIsResumedWithWhatWasSaid() throws Exception {
    model.on(When.userSays("remember"), Reply.say("Remembered well."));
    model.on(When.userSays("and now"), Reply.say("Gone on."));
    try (TestScreen first = open("--yolo")) {
      first.say("remember this").shows("Worked for").press("C-c", "C-c").shows("ct resume");
    }
    try (TestScreen second = open("resume", "--last")) {
      second.shows("remember this", "Remembered well.").say("and now").shows("Gone on.");
    }
    try (TestScreen picked = open("resume")) {
      picked.shows("remember this").press("Enter").shows("Gone on.");
    }
  }

  @Test
  void aCopyGoesOnFromAnEarlierMessage() throws Exception {
    model.on(When.userSays("the first way"), Reply.say("Gone the first way."));
    model.on(When.userSays("the second way"), Reply.say("Gone the second way."));
    model.on(When.userSays("the third way"), Reply.say("Gone the third way."));
    try (TestScreen screen = open("--yolo")) {
      screen.say("the first way").shows("Gone the first way.", "Worked for");
      screen.say("the second way").shows("Gone the second way.");
      screen.until("the turn is over", text -> text.split("Worked for", -1).length == 3);
      screen.press("Escape", "Escape").shows("Go on in a copy").press("Enter");
      screen.shows("A copy of session", "› the second way").hides("Gone the second way.");
      screen.press("C-u").say("the third way").shows("Gone the third way.");
    }
    String sent = model.requests().getLast().body().toString();
    assertThat(sent).contains("Gone the first way.").doesNotContain("the second way");
    try (TestScreen copy = open("fork", "--last")) {
      copy.shows("the third way", "A copy of session").press("C-c", "C-c").shows("ended with 0");
    }
    try (TestScreen none = TestScreen.open(home, ct, "fork", "ffffff")) {
      none.shows("there is no such session", "ended with 66");
    }
  }

  @Test
  void aTerminalsOwnScreenKeepsWhatLeavesItAtTheTop() throws Exception {
    model.on(When.userSays("count"), Reply.say(lines(1, 60)));
    try (TestScreen screen = open("--yolo", "--no-alt-screen")) {
      screen.say("count").shows("line 60", "Worked for").press("C-c", "C-c").shows("ended with 0");
      String all = screen.history();
      for (int i = 1; i <= 60; i++) {
        assertThat(all).containsOnlyOnce("line " + i + "\n");
      }
      assertThat(all).doesNotContain("What shall we do?", "? for keys").contains("ct resume ");
    }
  }

  @Test
  void aScreenIsStoppedAndGoesOnAndIsToldToEnd() throws Exception {
    model.on(
        When.userSays("stop it"),
        Reply.stream().begin("Before it, ").gate("stopped").say("Before it, and after."));
    model.on(
        When.userSays("end it"),
        Reply.stream().begin("Not yet ").gate("told").say("Not yet over, but now."));
    try (TestScreen screen = TestScreen.inShell(home, ct, "--yolo").shows("? for keys")) {
      screen.say("stop it").shows("Before it,").press("C-z").shows("Stopped");
      assertThat(screen.isAsFound()).isTrue();
      model.open("stopped");
      screen.type("echo $((6 * 7))").press("Enter").shows("42");
      screen.type("fg").press("Enter").shows("and after.", "Worked for", "? for keys");
      assertThat(screen.isAsFound()).isFalse();

      screen.say("end it").shows("Not yet", "esc to interrupt").terminate();
      screen.shows("Go on with: ct resume", "A turn is at work. Stop it with", "shell$");
      assertThat(screen.isAsFound()).isTrue();
    }
    model.open("told");
    try (TestScreen back = open("resume", "--last")) {
      back.shows("Before it, and after.", "over, but now.");
    }
  }

  private static String lines(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i <= to; i++) {
      text.append("line ").append(i).append("\n\n");
    }
    return text.toString();
  }

  @Test
  void nothingMovesByItselfWhereThatIsAskedFor() throws Exception {
    model.on(
        When.userSays("wait a bit"),
        Reply.stream().begin("Begun").gate("calm").say("Begun, done."));
    try (TestScreen screen = open("--yolo", "--accessible")) {
      screen.say("wait a bit").shows("Begun", "Working (esc to interrupt)");
      model.open("calm");
      screen.shows("Begun, done.", "Worked for");
    }
  }

  @Test
  @Tag("C3")
  void twoScreensShowTheSame() throws Exception {
    model.on(When.userSays("from one"), Reply.say("Heard one."));
    model.on(When.userSays("from two"), Reply.say("Heard two."));
    try (TestScreen one = open("--yolo")) {
      one.say("from one").shows("Heard one.", "Worked for");
      try (TestScreen two = open("resume", "--last")) {
        two.shows("Heard one.");
        one.type("half a draft").shows("half a draft");
        two.say("from two").shows("Heard two.");
        one.shows("from two", "Heard two.", "half a draft");
        assertThat(two.text()).doesNotContain("half a draft");
      }
    }
  }

  @Test
  @Tag("C5")
  void aDraftOutlivesTheScreen() throws Exception {
    try (TestScreen killed = open("--yolo")) {
      killed.type("half a thought").shows("half a thought");
      Path drafts = home.places().state().resolve("drafts");
      Await.until("the draft is kept", PATIENCE, () -> holds(drafts, "half a thought"));
      killed.kill9();
    }
    try (TestScreen next = open("--yolo")) {
      next.shows("half a thought").press("C-u");
      next.hides("half a thought").press("C-c", "C-c").shows("ended with 0");
    }
  }

  private static boolean holds(Path folder, String text) throws Exception {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.exists(file) && Files.readString(file).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void withoutATerminalTheOtherWayIsSaid() throws Exception {
    TestClient.Result result = ct.run();

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("there is no terminal", "ct exec");
  }
}
