package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.session.Opening;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScreenWordsTest {
  private static ScreenWords plain(String line) {
    return ScreenWords.plain(line.isEmpty() ? new String[0] : line.split(" ")).orElseThrow();
  }

  @Test
  void nothingAtAllIsTheScreen() {
    assertThat(plain("").opening()).isEqualTo(new Opening.Fresh());
    assertThat(plain("").prompt()).isNull();
  }

  @Test
  void anOptionsValueIsNoPrompt() {
    ScreenWords words = plain("-m gpt-9 hello --no-alt-screen -C /x");

    assertThat(words.prompt()).isEqualTo("hello");
    assertThat(words.options().model).isEqualTo("gpt-9");
    assertThat(words.options().cd).isEqualTo(Path.of("/x"));
    assertThat(words.options().noAltScreen).isTrue();
  }

  @Test
  void resumeAndForkNameASession() {
    assertThat(plain("resume").opening()).isEqualTo(new Opening.Pick(false));
    assertThat(plain("resume --all").opening()).isEqualTo(new Opening.Pick(true));
    assertThat(plain("resume --last go").opening())
        .isEqualTo(new Opening.Resume(Optional.empty(), false));
    assertThat(plain("resume --last go").prompt()).isEqualTo("go");
    assertThat(plain("resume 01a2").opening())
        .isEqualTo(new Opening.Resume(Optional.of("01a2"), false));
    assertThat(plain("fork 01a2 on").opening())
        .isEqualTo(new Opening.Fork(Optional.of("01a2"), false));
    assertThat(plain("fork 01a2 on").prompt()).isEqualTo("on");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "exec hi",
        "--help",
        "-m",
        "-m -x",
        "--unknown y",
        "two prompts",
        "--last",
        "a -- b"
      })
  void whatIsNotPlainlyTheScreensIsTheParsers(String line) {
    assertThat(ScreenWords.plain(line.split(" "))).isEmpty();
  }

  @Test
  void everyCommandIsKnownToBeOne() {
    Surroundings around = new Surroundings(Map.of(), Path.of("/"), Stdio.nowhere(), words -> null);

    assertThat(ClientCommands.table(around).keySet())
        .containsExactlyInAnyOrderElementsOf(ClientCommands.NAMES);
  }
}
