package io.codextemporal.tui.update;

import static io.codextemporal.tui.Screenplay.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.SuggestOverlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands after a slash, files after an at sign. */
class SuggestingTest {
  private static final List<String> PATHS =
      List.of("README.md", "src/main/App.java", "src/main/Api.java", "docs/a guide.md");

  private static List<Op.ListFiles> asked(Screenplay play) {
    return play.ops().stream()
        .filter(Op.ListFiles.class::isInstance)
        .map(Op.ListFiles.class::cast)
        .toList();
  }

  private static Screenplay answered(Screenplay play, OpId op, List<String> paths, boolean more) {
    return play.happens(SessionState.IDLE, new AgentEvent.FilesListed(op, paths, more));
  }

  private static String draft(Screenplay play) {
    return play.model().desk().composer().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/mo|tab|/model ",
        "/sta|tab|/status ",
        "/|down tab|/clear ",
        "/res|ctrl-n ctrl-p tab|/resume ",
        "/mo|x|/mox",
        "/mo|esc|/mo"
      })
  void aCommandIsCompleted(String typed, String keys, String draft) {
    Screenplay play = new Screenplay(80, 24).connected().type(typed).press(keys.split(" "));
    assertThat(draft(play).strip()).isEqualTo(draft);
  }

  @Test
  void enterRunsTheChosenCommand() {
    Screenplay play = new Screenplay(80, 24).connected().type("/hel").press("enter");
    assertThat(play.shown()).contains("Keys");
    assertThat(draft(play)).isEmpty();
  }

  @Test
  void ofAWordThatIsTypedOneQuestionIsUnderWayAtATime() {
    Screenplay play = new Screenplay(80, 24).attached().type("see @s");
    play.type("rc").type("/ma");
    assertThat(asked(play)).hasSize(1);
    answered(play, asked(play).getFirst().id(), List.of("src/main/App.java"), true);
    assertThat(asked(play)).extracting(Op.ListFiles::query).containsExactly("", "src/ma");
    assertThat(play.shown()).contains("src/main/App.java");
    answered(play, asked(play).get(1).id(), PATHS, false);
    play.type("in/app");
    assertThat(asked(play)).hasSize(2);
    assertThat(play.shown()).doesNotContain("src/main/Api.java");
    play.press("tab");
    assertThat(draft(play)).isEqualTo("see src/main/App.java ");
  }

  @Test
  void ofMoreThanWasListedALongerWordIsAskedAgain() {
    Screenplay play = new Screenplay(80, 24).attached().type("@");
    answered(play, asked(play).getFirst().id(), PATHS, true);
    assertThat(asked(play)).hasSize(1);
    play.type("a");
    assertThat(asked(play)).hasSize(2);
    assertThat(play.shown()).contains("App.java");
  }

  @Test
  void anotherScreensFilesAreNotOurs() {
    Screenplay play = new Screenplay(80, 24).attached().type("@a");
    answered(play, new OpId("theirs"), List.of("their/answer"), false);
    assertThat(play.shown()).contains("looking for files").doesNotContain("their/answer");
  }

  @Test
  void beforeASessionRunsTheFolderItselfIsAsked() {
    Screenplay play = new Screenplay(80, 24).connected().type("@gu");
    assertThat(play.ops()).isEmpty();
    assertThat(play.effects())
        .filteredOn(Effect.FindFiles.class::isInstance)
        .hasSize(1)
        .contains(new Effect.FindFiles("", 100));
    play.tell(new Msg.FilesFound(PATHS, false)).press("enter");
    assertThat(draft(play)).isEqualTo("\"docs/a guide.md\" ");
  }

  @Test
  void whatWasTypedStandsOutAndHostileNamesDoNothing() {
    Screenplay play = new Screenplay(80, 24).attached().type("@mp");
    List<String> paths =
        List.of("src/main/App.java", "m\u001b[2J\u202ep", "漢字/mp.txt", "m".repeat(300) + "p");
    answered(play, asked(play).getFirst().id(), paths, false);
    SuggestOverlay open = (SuggestOverlay) play.model().desk().top().orElseThrow();
    for (SuggestOverlay.Item item : open.items()) {
      StringBuilder hit = new StringBuilder();
      item.hits().forEach(at -> hit.append(item.shown().charAt(at)));
      assertThat(hit.toString()).isEqualToIgnoringCase("mp");
    }
    assertThat(play.shown()).doesNotContain("\u001b", "\u202e").contains("漢字/mp.txt");
    play.press("down", "down", "tab");
    assertThat(draft(play)).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void thousandsOfPathsAreRankedByNameThenPath() {
    Random random = new Random(5);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      paths.add("dir" + random.nextInt(50) + "/sub/file" + i + ".java");
    }
    paths.add("dir7/Screen.java");
    paths.add("screen/other.txt");
    paths.add("s/c/r/e/en.txt");
    assertThat(FuzzyMatch.best("screen", paths, 8))
        .startsWith("dir7/Screen.java", "screen/other.txt")
        .hasSize(3);
    assertThat(FuzzyMatch.best("zzz", paths, 8)).isEmpty();
    assertThat(FuzzyMatch.best("", paths, 8)).hasSize(8);
    for (String path : FuzzyMatch.best("f19j", paths, 8)) {
      assertThat(FuzzyMatch.hits("f19j", path)).hasSize(4).isSorted();
    }
  }

  @ParameterizedTest
  @CsvSource({"modle,model", "resum,resume", "stats,status", "hlep,help", "qui,quit"})
  void anUnknownCommandHasANearestName(String typed, String nearest) {
    assertThat(SlashCommand.nearest(typed)).contains(nearest);
  }

  @Test
  void anUnknownCommandIsSaidAndStaysToBeMended() {
    Screenplay play = new Screenplay(80, 24).connected().type("/modle gpt-5 high").press("enter");
    assertThat(play.shown()).contains("There is no /modle; did you mean /model?");
    assertThat(draft(play)).isEqualTo("/modle gpt-5 high");
    assertThat(play.ops()).isEmpty();
  }

  @Test
  void aCommandMayRunWhileATurnRuns() {
    Screenplay play = new Screenplay(80, 24).attached().happens(started());
    play.type("/theme").press("enter");
    assertThat(play.shown()).contains("Colours");
    assertThat(play.ops()).isEmpty();
  }
}
