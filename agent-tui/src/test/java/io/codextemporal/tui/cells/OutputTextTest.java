package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.tui.text.Hue;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutputTextTest {
  static Stream<String> vectors() throws IOException {
    JsonNode vectors =
        new ObjectMapper().readTree(Sanitizer.class.getResourceAsStream("terminal-vectors.json"));
    return StreamSupport.stream(vectors.spliterator(), false)
        .map(vector -> vector.get("text").textValue());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void nothingThatDrivesATerminalIsLeft(String text) {
    for (Line line : lines("before " + text + " after\n" + text)) {
      assertThat(Sanitizer.clean(line.plain())).isEqualTo(line.plain());
    }
  }

  static Stream<Arguments> left() {
    return Stream.of(
        Arguments.of("10%\r50%\rdone", List.of("done")),
        Arguments.of("12345\rab", List.of("ab345")),
        Arguments.of("12345\r\u001b[Kab", List.of("ab")),
        Arguments.of("a\r\nb\r\n", List.of("a", "b")),
        Arguments.of("abc\b\bX", List.of("aXc")),
        Arguments.of("|\b/\b-\b", List.of("-")),
        Arguments.of("\b\bx", List.of("x")),
        Arguments.of("a\tb\n12345678\tc", List.of("a       b", "12345678        c")),
        Arguments.of("ab\u001b[2Dc", List.of("cb")),
        Arguments.of("x\u001b[5Gy", List.of("x   y")),
        Arguments.of("x\u001b[999999999Cy\u001b[2K", List.of("")),
        Arguments.of("\u001b[2J\u001b[Hx", List.of("x")),
        Arguments.of("a\n\n", List.of("a", "")),
        Arguments.of("", List.of()),
        Arguments.of("日本\r英", List.of("英本")));
  }

  @ParameterizedTest
  @MethodSource("left")
  void aLineIsWhatATerminalLeaves(String output, List<String> lines) {
    assertThat(lines(output)).extracting(Line::plain).isEqualTo(lines);
  }

  static Stream<Arguments> colours() {
    return Stream.of(
        Arguments.of("31", Style.PLAIN.in(Hue.RED)),
        Arguments.of("1;92", Style.PLAIN.with(Style.BOLD).in(Hue.BRIGHT_GREEN)),
        Arguments.of("44", Style.PLAIN.on(Hue.BLUE)),
        Arguments.of("38;5;9", Style.PLAIN.in(Hue.BRIGHT_RED)),
        Arguments.of("38;5;21", Style.PLAIN.in(Hue.BRIGHT_BLUE)),
        Arguments.of("38;5;244", Style.PLAIN.in(Hue.BRIGHT_BLACK)),
        Arguments.of("38;2;200;30;30", Style.PLAIN.in(Hue.RED)),
        Arguments.of("48;2;0;255;255", Style.PLAIN.on(Hue.BRIGHT_CYAN)),
        Arguments.of("38:2::0:0:0", Style.PLAIN.in(Hue.BRIGHT_BLACK)),
        Arguments.of("31;0", Style.PLAIN),
        Arguments.of("31;39", Style.PLAIN),
        Arguments.of("38;5", Style.PLAIN.in(Hue.BRIGHT_BLACK)),
        Arguments.of("999999999999;38;9;4", Style.PLAIN.with(Style.UNDERLINE)));
  }

  @ParameterizedTest
  @MethodSource("colours")
  void aColourIsTheNearestOfSixteen(String parameters, Style style) {
    assertThat(lines("\u001b[" + parameters + "mx")).containsExactly(Line.of(new Span("x", style)));
  }

  @Test
  void coloursLastFromLineToLineAndAreNoneWithoutColours() {
    assertThat(lines("\u001b[32ma\nb"))
        .containsExactly(
            Line.of(new Span("a", Style.PLAIN.in(Hue.GREEN))),
            Line.of(new Span("b", Style.PLAIN.in(Hue.GREEN))));
    assertThat(OutputText.lines("\u001b[1;32mx", Theme.PLAIN, Style.PLAIN))
        .containsExactly(Line.of(new Span("x", Style.PLAIN.with(Style.BOLD))));
  }

  @Test
  void whatCouldNotBeReadOnTheBackgroundIsMadeReadable() {
    assertThat(OutputText.lines("\u001b[97mx", Theme.LIGHT, Style.PLAIN))
        .containsExactly(Line.of(Span.of("x")));
    assertThat(OutputText.lines("\u001b[97;40mx", Theme.LIGHT, Style.PLAIN))
        .containsExactly(Line.of(new Span("x", Style.PLAIN.in(Hue.BRIGHT_WHITE).on(Hue.BLACK))));
    assertThat(OutputText.lines("\u001b[30mx", Theme.DARK, Style.PLAIN))
        .containsExactly(Line.of(new Span("x", Style.PLAIN.in(Hue.BRIGHT_BLACK))));
  }

  private static List<Line> lines(String output) {
    return OutputText.lines(output, Theme.DARK, Style.PLAIN);
  }
}
