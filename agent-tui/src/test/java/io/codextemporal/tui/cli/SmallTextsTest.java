package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.StreamBeat.Tail;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallTextsTest {
  @Test
  void controlCharactersBecomeVisible() {
    assertThat(PlainText.of("a\tb\nc\r\nd\u001b[0m\u202ee"))
        .isEqualTo("a\tb\nc\nd\uFFFD[0m\uFFFDe");
    assertThat(PlainText.of("plain ä 漢 😀")).isEqualTo("plain ä 漢 😀");
  }

  @ParameterizedTest
  @CsvSource({"1,12", "12,12", "13,12", "100,12", "100,3"})
  void aCutTextHasAtMostThatManyLines(int lines, int most) {
    String text = "x\n".repeat(lines).stripTrailing();
    assertThat(LineCut.middle(text, most).lines().count()).isEqualTo(Math.min(lines, most));
  }

  @Test
  void tailsInAnyCutsGiveTheWholeText() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String whole = "abcdefghij".repeat(1 + random.nextInt(30));
      StreamedText streamed = new StreamedText();
      StringBuilder seen = new StringBuilder();
      int known = 0;
      while (known < whole.length()) {
        int end = Math.min(whole.length(), known + 1 + random.nextInt(20));
        int begin = Math.max(0, known - random.nextInt(10));
        Tail tail = new Tail("text", "m", begin, whole.substring(begin, end));
        seen.append(streamed.fresh(StreamBeat.of("model", null, null, List.of(tail)), tail));
        known = Math.max(known, end);
      }
      assertThat(seen.toString()).as("seed " + seed).isEqualTo(whole);
      assertThat(streamed.whole(new StreamedText.Source("model", "", "text", "m")))
          .isEqualTo(whole);
    }
  }

  @Test
  void aHoleIsShown() {
    StreamedText streamed = new StreamedText();
    Tail first = new Tail("text", "m", 0, "abc");
    Tail later = new Tail("text", "m", 10, "xyz");
    StreamBeat beat = StreamBeat.of("model", null, null, List.of(first, later));
    assertThat(streamed.fresh(beat, first)).isEqualTo("abc");
    assertThat(streamed.fresh(beat, later)).isEqualTo("…xyz");
    assertThat(streamed.whole(StreamedText.source(beat, later))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"sk-0123456789abcdef,sk-0…cdef", "short,…"})
  void keysAreMasked(String key, String shown) {
    assertThat(LoginCommand.masked(key)).isEqualTo(shown);
  }
}
