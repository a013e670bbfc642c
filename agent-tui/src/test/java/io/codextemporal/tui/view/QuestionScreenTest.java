package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.Screenplay;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model's questions as they are seen. */
class QuestionScreenTest {
  private static final Ask.Questions COLOURS =
      new Ask.Questions(
          List.of(
              new Ask.Question(
                  "colour",
                  "Colour",
                  "Which colour shall the button on the first page of the settings have?",
                  List.of(
                      new Ask.Option("Red (Recommended)", "warm, and seen from afar"),
                      new Ask.Option(
                          "青 Blue",
                          "cool; it goes with the rest of the page and with what is there today"))),
              new Ask.Question(
                  "size", "Size", "How large?", List.of(new Ask.Option("Small", "")))));

  private static Screenplay asked(int columns, int rows, Ask ask) {
    return new Screenplay(columns, rows)
        .attached()
        .happens(
            SessionState.WAITING,
            started(),
            user("please ask"),
            ApprovalScreenTest.opened("q", ask, "the model asks"))
        .later(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"40,12", "80,24", "120,40", "200,50"})
  void looksAsItDidWhenItWasLookedAt(int columns, int rows) {
    Screenplay play = asked(columns, rows, COLOURS);
    GoldenFrames.compare("question-" + columns + "x" + rows, play.shown());
    play.press("down", "down").type("a 緑 green");
    GoldenFrames.compare("question-own-" + columns + "x" + rows, play.shown());
  }

  @Test
  void hostileQuestionsFitAnyScreenAndTheCursorIsSeen() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      int columns = 40 + random.nextInt(120);
      int rows = 12 + random.nextInt(40);
      String words = "漢\u001b[2J x\u202e\n\u0007".repeat(1 + random.nextInt(60));
      Ask.Option option = new Ask.Option(words, words);
      Ask.Question question =
          new Ask.Question("q", words, words, List.of(option, option, new Ask.Option("", "")));
      Screenplay play = asked(columns, rows, new Ask.Questions(List.of(question, question)));
      for (int i = 0; i < 12; i++) {
        play.press(
            List.of("down", "up", "tab", "x", "left", "backspace", "ctrl-w")
                .get(random.nextInt(7)));
        assertThat(play.frame().rows())
            .as("seed %d", seed)
            .hasSize(rows)
            .allSatisfy(row -> assertThat(row).hasSize(columns));
        assertThat(play.shown()).as("seed %d", seed).contains("› ").doesNotContain("\u001b");
      }
      play.press("down", "down", "down").type("end");
      assertThat(play.frame().cursorColumn()).as("seed %d", seed).isPositive();
    }
  }
}
