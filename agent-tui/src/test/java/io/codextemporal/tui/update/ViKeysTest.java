package io.codextemporal.tui.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Vi;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViKeysTest {
  private final Screenplay play = new Screenplay(80, 24);

  @BeforeEach
  void turnsItOn() {
    play.attached().type("/vim").press("enter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x        | one two thre",
        "0x       | ne two three",
        "0dw      | two three",
        "0dd      | ''",
        "bD       | 'one two '",
        "0wcwX    | one X three",
        "0iA      | Aone two three",
        "A!       | one two three!",
        "0rX      | Xne two three",
        "0wd$     | 'one '",
        "0ywP     | one one two three",
        "xu       | one two three",
        "0llx     | on two three",
        "ggx      | ne two three",
      })
  void editsAsViDoes(String keys, String left) {
    play.type("one two three").press("esc");
    play.type(keys.strip());
    assertThat(play.model().desk().composer().message()).isEqualTo(left);
  }

  @org.junit.jupiter.api.Test
  void escInNormalModeIsTheScreensAgain() {
    play.tick(Duration.ofSeconds(5)).type("draft").press("esc");
    assertThat(play.model().desk().vi()).isEqualTo(Vi.NORMAL);
    assertThat(play.shown()).contains("NORMAL");
    play.type("/v");
    assertThat(play.model().desk().composer().message()).isEqualTo("draft");
    play.press("enter");
    assertThat(play.ops()).isNotEmpty();
  }
}
