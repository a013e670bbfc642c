package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.Screenplay;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for approval as they are seen. */
class ApprovalScreenTest {
  private static final List<int[]> SIZES =
      List.of(new int[] {40, 12}, new int[] {80, 24}, new int[] {120, 40}, new int[] {200, 50});
  private static final String SCRIPT =
      IntStream.rangeClosed(1, 60)
          .mapToObj(i -> "echo line " + i)
          .reduce((one, next) -> one + "\n" + next)
          .orElseThrow();
  private static final String DIFF =
      """
      --- a/src/main/App.java
      +++ b/src/main/App.java
      @@ -10,4 +10,4 @@
       int before = 1;
      -int old = 2;
      +int fresh = 3; // 日本語 and a comment that is long enough to need more than one row of any screen
       int after = 4;
      """;

  private static final Map<String, Ask> ASKS =
      Map.of(
          "long",
          command(SCRIPT, null),
          "loose",
          new Ask.Command(
              List.of("git", "push", "--force", "origin main"),
              "git push --force 'origin main'",
              List.of("git", "push"),
              true),
          "patch",
          new Ask.Patch(List.of("src/main/App.java"), DIFF),
          "page",
          new Ask.Fetch(
              "https://docs.example/guide?page=2&of=a-long-address-that-needs-more-than-one-row",
              "https://docs.example"),
          "unknown-outcome",
          new Ask.UnknownOutcome("make deploy", "The worker died while it ran."),
          "newer",
          new Ask.Unknown());

  static Ask.Command command(String script, @Nullable List<String> rule) {
    return new Ask.Command(List.of("/bin/bash", "-lc", script), script, rule);
  }

  static AgentEvent opened(String call, Ask ask, String reason) {
    return new AgentEvent.RequestOpened(
        new PendingRequest(
            new CallId(call),
            Screenplay.TURN,
            ask,
            "/home/ada/app",
            reason,
            "digest-" + call,
            Instant.EPOCH));
  }

  private static Screenplay asked(int columns, int rows, Ask ask) {
    return new Screenplay(columns, rows)
        .attached()
        .happens(
            SessionState.WAITING,
            started(),
            user("do it"),
            opened("a", ask, "it changes something"));
  }

  static Stream<String> asks() {
    return ASKS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("asks")
  void looksAsItDidWhenItWasLookedAt(String name) {
    for (int[] size : SIZES) {
      Screenplay play = asked(size[0], size[1], ASKS.get(name));
      GoldenFrames.compare("approval-" + name + "-" + size[0] + "x" + size[1], play.shown());
    }
  }

  @ParameterizedTest
  @CsvSource({"40,12", "80,24", "200,50"})
  void everyLineOfALongCommandCanBeSeen(int columns, int rows) {
    for (boolean full : new boolean[] {false, true}) {
      Screenplay play = asked(columns, rows, ASKS.get("long"));
      if (full) {
        play.press("ctrl-a");
      }
      StringBuilder seen = new StringBuilder(play.shown());
      for (int i = 0; i < 70; i++) {
        seen.append(play.press("pgdn").shown());
      }
      for (int i = 1; i <= 60; i++) {
        assertThat(seen).containsPattern("echo line " + i + "\\s*\n");
      }
      String end = play.shown();
      assertThat(play.press("end").shown()).isEqualTo(end);
      assertThat(play.press("home").shown()).contains("$ echo line 1");
      assertThat(play.press("end", "pgup").shown()).isNotEqualTo(end);
    }
  }

  @Test
  void theWheelReadsWhatHasTheWholeScreen() {
    Screenplay play = asked(80, 24, ASKS.get("long")).press("ctrl-a");
    String before = play.shown();
    play.tell(
        new io.codextemporal.tui.model.Msg.Moused(
            io.codextemporal.tui.model.Msg.Mouse.WHEEL_DOWN, 1, 1, false));
    assertThat(play.shown()).isNotEqualTo(before).contains("$ echo line 60".substring(2, 11));
  }

  @ParameterizedTest
  @CsvSource({"40,12", "80,24", "120,40", "200,50"})
  void theProposedRuleAndTheAnswersAreNeverCut(int columns, int rows) {
    List<String> rule = List.of("npm", "run", "a-script-with-a-long-name:and:parts", "it's");
    Screenplay play = asked(columns, rows, command("npm run it", rule));
    String shown = play.shown().replaceAll("\\s+", "");
    String whole = play.press("ctrl-a").shown().replaceAll("\\s+", "");
    assertThat(shown).contains("1.", "2.", "3.", "4.", "(y)", "(a)", "(p)", "(esc)");
    assertThat(shown + whole).contains("npmruna-script-with-a-long-name:and:parts'it'\\''s'");
  }

  @Test
  void whatHidesIsWrittenOut() {
    String hostile = "rm \u001b[8m-rf /\u001b[0m \u202edrow\u202c a\u200bb c\u00a0d\u0007";
    String shown = asked(120, 40, command(hostile, List.of("rm", "\u202e"))).shown();
    assertThat(shown)
        .contains("^[[8m-rf /^[[0m <U+202E>drow<U+202C> a<U+200B>b c<U+00A0>d^G")
        .contains("'<U+202E>'");
    String patch = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\u202e\u001b[2J\n";
    assertThat(asked(80, 24, new Ask.Patch(List.of("x"), patch)).shown())
        .contains("+b<U+202E>^[[2J");
  }

  @Test
  void anArgumentVectorThatIsNotTheTextIsShownToo() {
    Ask ask = new Ask.Command(List.of("bash", "-c", "rm -rf /"), "ls", null);
    assertThat(asked(80, 24, ask).shown()).contains("$ ls", "runs as: bash -c 'rm -rf /'");
  }

  @Test
  void severalAreCountedAndTheDraftIsKept() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .type("half a thought")
            .happens(
                SessionState.WAITING,
                started(),
                opened("a", command("one", null), ""),
                opened("b", command("two", null), ""),
                opened("c", command("three", null), ""));
    assertThat(play.shown()).contains("1 of 3", "$ one", "your draft is kept");
  }

  @Test
  void anyRequestFitsAnyScreen() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      int columns = 40 + random.nextInt(120);
      int rows = 12 + random.nextInt(40);
      String words = word(random, 1 + random.nextInt(400));
      Ask ask =
          switch (random.nextInt(4)) {
            case 0 -> command(words, List.of(word(random, 20), word(random, 1)));
            case 1 -> new Ask.Patch(List.of("a"), words + "\n+" + words);
            case 2 -> new Ask.UnknownOutcome(words, words);
            default -> new Ask.Command(List.of(words), "", null, true);
          };
      Screenplay play =
          new Screenplay(columns, rows)
              .attached()
              .happens(SessionState.WAITING, started(), opened("a", ask, words));
      for (int i = 0; i < 12; i++) {
        String chord =
            List.of("pgdn", "pgup", "up", "down", "end", "ctrl-a", "esc", "x", "backspace")
                .get(random.nextInt(9));
        if (play.model().desk().overlays().isEmpty()) {
          break;
        }
        play.press(chord);
        assertThat(play.frame().rows())
            .as("seed %d", seed)
            .hasSize(rows)
            .allSatisfy(row -> assertThat(row).hasSize(columns));
        assertThat(play.shown()).as("seed %d", seed).contains("esc");
      }
    }
  }

  private static String word(Random random, int length) {
    String letters = "ab 漢é\n\t/'\"👩‍👧$";
    StringBuilder word = new StringBuilder("x");
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }
}
