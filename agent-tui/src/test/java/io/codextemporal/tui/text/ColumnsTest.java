package io.codextemporal.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "abc|3",
        "日本|4",
        "✅|2",
        "⚡|2",
        "é|1",
        "e\u0301|1",
        "ก็|1",
        "น้ำ|2",
        "👩‍👩‍👧|2",
        "🇩🇪|2",
        "☀|1",
        "☀\ufe0f|2",
        "한|2",
        "\u200d|0",
        "ﾊ|1",
        "…|1",
        "│|1",
        "1\ufe0f\u20e3|2",
        "👍🏽|2",
      },
      delimiter = '|')
  void aTextIsAsWideAsTerminalsDrawIt(String text, int columns) {
    assertThat(Columns.width(text)).as(text).isEqualTo(columns);
  }

  @Test
  void everyCodePointAgreesWithTheUnicodeTable() throws IOException {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ColumnsTest.class.getResourceAsStream("widths.txt")),
                StandardCharsets.UTF_8))) {
      table
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(row -> {
            for (int c = Integer.parseInt(row[0], 16); c <= Integer.parseInt(row[1], 16); c++) {
              if (c != 0x0e33 && c != 0x0eb3) {
                assertThat(Columns.clusterWidth(Character.toString(c)))
                    .as("U+%04X", c)
                    .isEqualTo(Integer.parseInt(row[2]));
              }
            }
          });
    }
  }

  @Test
  void whatDoesNotFitIsCutAtAClusterAndSaysSo() {
    assertThat(Columns.fit("hello", 5)).isEqualTo("hello");
    assertThat(Columns.fit("hello", 4)).isEqualTo("hel…");
    assertThat(Columns.fit("日本語", 4)).isEqualTo("日…");
    assertThat(Columns.fit("x", 0)).isEmpty();
    assertThat(Columns.fitMiddle("~/src/long/path/app", 11)).isEqualTo("~/src…h/app");
    assertThat(Columns.fitMiddle("日本語日本語", 7))
        .isEqualTo("日…語")
        .satisfies(cut -> assertThat(Columns.width(cut)).isLessThanOrEqualTo(7));
  }

  /** The short way through text without marks must not see other clusters than the long one. */
  @Test
  void aTextWithoutMarksHasTheClustersThatUnicodeSays() {
    StringBuilder text = new StringBuilder();
    for (int c = 0x20; c < 0x3400; c++) {
      text.append((char) c).append('a');
    }
    for (int at = 0; at + 64 <= text.length(); at += 16) {
      String part = text.substring(at, at + 64);
      BreakIterator whole = BreakIterator.getCharacterInstance(Locale.ROOT);
      whole.setText(part);
      List<String> expected = new ArrayList<>();
      int start = whole.first();
      for (int end = whole.next(); end != BreakIterator.DONE; end = whole.next()) {
        expected.add(part.substring(start, end));
        start = end;
      }
      assertThat(Columns.clusters(part)).as("from U+%04X", 0x20 + at / 2).isEqualTo(expected);
    }
  }
}
