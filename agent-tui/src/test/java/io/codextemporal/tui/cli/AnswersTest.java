package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.protocol.Ask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static final Ask.Question DB =
      new Ask.Question(
          "db",
          "Store",
          "Which store?",
          List.of(new Ask.Option("SQLite", "a file"), new Ask.Option("Postgres", "a server")));
  private static final Ask.Question WHY =
      new Ask.Question(
          "why",
          "Why",
          "Why so?",
          List.of(new Ask.Option("Speed", ""), new Ask.Option("Habit", "")));
  private static final Ask.Questions ONE = new Ask.Questions(List.of(DB));
  private static final Ask.Questions TWO = new Ask.Questions(List.of(DB, WHY));

  @ParameterizedTest
  @CsvSource({
    "db=SQLite,SQLite",
    "db=sqlite,SQLite",
    "db= a flat file ,a flat file",
    "db=a=b,a=b",
    "POSTGRES,Postgres",
    "other=x,other=x"
  })
  void aLabelOrOnesOwnWords(String word, String answer) {
    assertThat(Answers.to("c", ONE, List.of(word))).isEqualTo(Map.of("db", List.of(answer)));
  }

  @Test
  void everyQuestionHasItsOwn() {
    assertThat(Answers.to("c", TWO, List.of("why=Habit", "db=none")))
        .isEqualTo(Map.of("db", List.of("none"), "why", List.of("Habit")));
    assertThat(Answers.line(TWO)).isEqualTo(" --answer db=TEXT --answer why=TEXT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db=SQLite", "SQLite", "db=SQLite;db=x;why=y", "db=;why=y", ""})
  void whatDoesNotAnswerSaysWhatIsAsked(String words) {
    List<String> list = words.isEmpty() ? List.of() : List.of(words.split(";"));
    assertThatThrownBy(() -> Answers.to("c7", TWO, list))
        .isInstanceOfSatisfying(
            CliFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(failure.what()).isEqualTo("call c7");
              assertThat(failure.remedy())
                  .contains("db: SQLite | Postgres | your own words", "why: Speed");
            });
  }

  @Test
  void withoutAWorkerTheQuestionMustBeNamed() {
    assertThat(Answers.unseen(List.of("db=x"))).isEqualTo(Map.of("db", List.of("x")));
    assertThatThrownBy(() -> Answers.unseen(List.of("x"))).hasMessageContaining("ID=TEXT");
  }
}
