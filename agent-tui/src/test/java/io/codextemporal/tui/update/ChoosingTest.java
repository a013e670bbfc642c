package io.codextemporal.tui.update;

import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.RunSize;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.text.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists to choose from: pickers, searches, questions of the program's own. */
class ChoosingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final List<int[]> SIZES =
      List.of(new int[] {40, 12}, new int[] {80, 24}, new int[] {120, 40}, new int[] {200, 50});

  private static SessionSummary row(int n, SessionState state, String title, String cwd) {
    return new SessionSummary(
        new SessionId("01a20000-0000-7000-8000-00000000000" + n),
        new SessionStatus(state, null, null, null, ""),
        cwd,
        n % 2 == 0 ? "main" : null,
        "gpt-5.5",
        title,
        n,
        NOW,
        NOW.minusSeconds(40L * n * n),
        null,
        TokenUsage.ZERO,
        "box");
  }

  private static final List<SessionSummary> ROWS =
      List.of(
          row(3, SessionState.SLEEPING, "tidy the build", "/home/ada/app"),
          row(1, SessionState.WORKING, "mend the parser", "/home/ada/app"),
          row(2, SessionState.WAITING, "日本語の文書を直す", "/home/ada/app/日本"),
          row(6, SessionState.IDLE, "\u001b]0;evil\u0007 title\u202e", "/home/ada/app\u001b[2J"),
          row(9, SessionState.FAILED, "", "/home/ada/other"));

  private static final String LONG = "All twelve tests pass, and one more. ".repeat(30);

  private static SessionDetail detail(SessionSummary row, String said) {
    return new SessionDetail(
        row,
        List.of(),
        List.of(),
        new Plan("", List.of()),
        List.of(),
        Screenplay.settings(),
        said,
        new RunSize(1, 1, 0, 1, 1),
        List.of());
  }

  private static final Map<String, Consumer<Screenplay>> SCENES =
      Map.of(
          "sessions",
          play -> play.attached().type("/resume").press("enter").tell(new Msg.Listed(ROWS, NOW)),
          "sessions-seen",
          play ->
              play.attached()
                  .type("/resume")
                  .press("enter")
                  .tell(new Msg.Listed(ROWS, NOW))
                  .tell(new Msg.Previewed(detail(ROWS.get(1), "It is *mended*.\n\n" + LONG))),
          "sessions-none",
          play ->
              play.attached().type("/resume").press("enter").tell(new Msg.Listed(List.of(), NOW)),
          "permissions",
          play -> play.attached().type("/approvals").press("enter"),
          "model",
          play -> play.attached().type("/model").press("enter"),
          "theme",
          play -> play.attached().type("/theme").press("enter"),
          "history",
          play ->
              play.connected()
                  .tell(new Msg.HistoryLoaded(List.of("fix it", "run the\ntests", "漢字を")))
                  .press("ctrl-r")
                  .type("t"),
          "earlier",
          play ->
              play.attached()
                  .happens(SessionState.IDLE, user("first"), user("second\nline"))
                  .press("esc", "esc"),
          "leaving",
          play -> play.attached().happens(started(), user("go")).type("/quit").press("enter"),
          "trust",
          play -> play.connected().tell(new Msg.Untrusted("/home/ada/app", NOW)));

  static Stream<String> scenes() {
    return SCENES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void looksAsItDidWhenItWasLookedAt(String scene) {
    for (int[] size : SIZES) {
      Screenplay play = new Screenplay(size[0], size[1]);
      SCENES.getOrDefault(scene, nobody -> {}).accept(play);
      assertThat(play.shown()).doesNotContain("\u001b", "\u0007", "\u202e");
      GoldenFrames.compare("list-" + scene + "-" + size[0] + "x" + size[1], play.shown());
    }
  }

  @Test
  void sessionsAreNewestFirstAndNarrowedByTyping() {
    Screenplay play = new Screenplay(80, 24);
    SCENES.get("sessions").accept(play);
    String shown = play.shown();
    assertThat(shown.indexOf("mend the parser")).isLessThan(shown.indexOf("tidy the build"));
    play.type("tidy");
    assertThat(play.shown()).contains("tidy the build").doesNotContain("mend the parser");
    play.press("enter");
    assertThat(play.effects())
        .contains(new Effect.Attach(new SessionId("01a20000-0000-7000-8000-000000000003")));
  }

  @Test
  void theOneUnderTheCursorIsAskedAboutOnce() {
    Screenplay play = new Screenplay(80, 24);
    SCENES.get("sessions").accept(play);
    assertThat(previews(play)).hasSize(1);
    play.tell(new Msg.Previewed(detail(ROWS.get(1), "It is mended.")));
    assertThat(play.shown()).contains("• It is mended.");
    play.press("down", "up", "up");
    assertThat(previews(play)).hasSize(2);
  }

  private static List<Effect> previews(Screenplay play) {
    return play.effects().stream().filter(Effect.Preview.class::isInstance).toList();
  }

  @Test
  void tabAsksForTheSessionsOfAllFoldersAndBack() {
    Screenplay play = new Screenplay(80, 24);
    SCENES.get("sessions").accept(play);
    play.press("tab");
    assertThat(play.effects().getLast()).isEqualTo(new Effect.ListSessions(true));
    assertThat(play.shown()).contains("asking");
    play.press("tab");
    assertThat(play.effects().getLast()).isEqualTo(new Effect.ListSessions(false));
  }

  @Test
  void aThemeIsSeenBeforeItIsChosen() {
    Screenplay play = new Screenplay(80, 24);
    SCENES.get("theme").accept(play);
    assertThat(play.press("down").model().screen().theme()).isEqualTo(Theme.LIGHT);
    assertThat(play.press("esc").model().screen().theme()).isEqualTo(Theme.DARK);
    SCENES.get("theme").accept(play);
    assertThat(play.press("down", "down", "enter").model().screen().theme()).isEqualTo(Theme.PLAIN);
  }

  @ParameterizedTest
  @CsvSource({"1,READ_ONLY", "2,WORKSPACE_WRITE", "3,DANGER_FULL_ACCESS"})
  void permissionsAreChosenByNumber(String key, SandboxMode sandbox) {
    Screenplay play = new Screenplay(80, 24).connected().type("/approvals").press("enter", key);
    assertThat(play.model().session().place().settings().tools().sandbox()).isEqualTo(sandbox);
  }

  @Test
  void historyIsSearchedAndTakenUp() {
    Screenplay play = new Screenplay(80, 24);
    SCENES.get("history").accept(play);
    play.press("ctrl-r", "enter");
    assertThat(play.model().desk().composer().message()).isEqualTo("fix it");
  }

  @Test
  void keysThatWereOnTheirWayTrustNothing() {
    Screenplay play =
        new Screenplay(80, 24).connected().tell(new Msg.Untrusted("/home/ada/app", NOW));
    play.press("1", "enter", "y");
    assertThat(play.effects()).noneMatch(Effect.Trust.class::isInstance);
    play.later(Duration.ofSeconds(1)).press("1");
    assertThat(play.effects()).contains(new Effect.Trust("/home/ada/app", true));
  }

  @Test
  void whoAlreadyTypesIsNotAskedForTrust() {
    Screenplay play =
        new Screenplay(80, 24).type("hel").tell(new Msg.Untrusted("/home/ada/app", NOW));
    assertThat(play.model().desk().overlays()).isEmpty();
    assertThat(play.type("lo").model().desk().composer().message()).isEqualTo("hello");
  }

  @Test
  void trustIsAskedOnceAndEscapeDecidesNothing() {
    Screenplay play =
        new Screenplay(80, 24).connected().tell(new Msg.Untrusted("/home/ada/app", NOW));
    play.later(Duration.ofSeconds(1)).press("esc");
    assertThat(play.effects()).noneMatch(Effect.Trust.class::isInstance);
    assertThat(play.model().desk().overlays()).isEmpty();
  }

  @Test
  void whatIsWrongAtTheStartStaysToBeRead() {
    Screenplay play = new Screenplay(80, 24);
    Msg.Configured wrong =
        new Msg.Configured(
            "/home/ada/app", "box", Screenplay.settings(), List.of("config.toml:3: unknown key"));
    play.tell(wrong).tell(wrong).tick(Duration.ofMinutes(1));
    assertThat(play.shown())
        .containsOnlyOnce("⚠ config.toml:3: unknown key")
        .contains("/ commands");
  }
}
