package io.codextemporal.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SanitizerTest {
  static Stream<String> vectors() throws IOException {
    JsonNode vectors =
        new ObjectMapper()
            .readTree(SanitizerTest.class.getResourceAsStream("terminal-vectors.json"));
    return StreamSupport.stream(vectors.spliterator(), false)
        .map(vector -> vector.get("text").textValue());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void nothingThatDrivesATerminalIsLeft(String text) {
    assertHarmless(Sanitizer.clean(text));
  }

  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of("plain", "plain"),
        Arguments.of("\u001b[31mred\u001b[0m", "red"),
        Arguments.of("\u001b]0;title\u0007x", "x"),
        Arguments.of("\u001b]8;;http://evil\u0007ok\u001b]8;;\u0007", "ok"),
        Arguments.of("\u001bP$q\"p\u001b\\x", "x"),
        Arguments.of("a\u202eb\u2066c\u2069", "abc"),
        Arguments.of("a\u0085\u009b31mb", "ab"),
        Arguments.of("x\ry", "x y"),
        Arguments.of("\u001b[", ""),
        Arguments.of("cut \u001b]52;c;AAAA", "cut "),
        Arguments.of("日本\u200bx", "日本x"),
        Arguments.of("👩‍👧", "👩‍👧"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void wordsStayAndTheRestGoes(String text, String clean) {
    assertThat(Sanitizer.clean(text)).isEqualTo(clean);
  }

  @Test
  void tabsReachTheNextStop() {
    assertThat(Sanitizer.clean("a\tb")).isEqualTo("a   b");
    assertThat(Sanitizer.clean("\tb")).isEqualTo("    b");
  }

  @Test
  void noRandomTextGetsThrough() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < random.nextInt(60); i++) {
        int kind = random.nextInt(4);
        text.appendCodePoint(
            kind == 0
                ? random.nextInt(0x20)
                : kind == 1 ? 0x80 + random.nextInt(0x20) : random.nextInt(0x3000));
        if (random.nextInt(6) == 0) {
          text.append("\u001b[]P_^".charAt(random.nextInt(6)));
        }
      }
      String clean = Sanitizer.clean(text.toString());
      assertHarmless(clean);
      assertThat(Sanitizer.clean(clean)).as("seed %d", seed).isEqualTo(clean);
    }
  }

  private static void assertHarmless(String clean) {
    assertThat(clean.codePoints())
        .noneMatch(point -> point < ' ' || point >= 0x7f && point < 0xa0)
        .noneMatch(point -> point >= 0x202a && point <= 0x202e)
        .noneMatch(point -> point >= 0x2066 && point <= 0x2069);
  }
}
