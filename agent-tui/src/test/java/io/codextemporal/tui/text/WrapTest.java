package io.codextemporal.tui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WrapTest {
  @Test
  void wordsStayWhole() {
    assertThat(rows("the quick brown fox", 10)).containsExactly("the quick", "brown fox");
    assertThat(rows("", 10)).containsExactly("");
    assertThat(rows("abcdefghijkl", 5)).containsExactly("abcde", "fghij", "kl");
    assertThat(rows("ab abcdefghijkl", 5)).containsExactly("ab", "abcde", "fghij", "kl");
    assertThat(rows("日本語日本", 5)).containsExactly("日本", "語日", "本");
    assertThat(rows("exactly10! then", 10)).containsExactly("exactly10!", "then");
    assertThat(rows("  indented text here", 10)).containsExactly("  indented", "text here");
  }

  @Test
  void stylesSurviveTheBreak() {
    Style bold = Style.PLAIN.with(Style.BOLD);
    Line line = Line.of(Span.of("one "), new Span("two three", bold));

    List<Line> rows = Wrap.wrap(line, 8);

    assertThat(rows.get(0).spans()).containsExactly(Span.of("one "), new Span("two", bold));
    assertThat(rows.get(1).spans()).containsExactly(new Span("three", bold));
  }

  @Test
  void noRowIsTooWideAndNoWordIsLost() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < random.nextInt(80); i++) {
        text.append(List.of("a", "bc", " ", "日", "👍🏽", "e\u0301", "  ").get(random.nextInt(7)));
      }
      int columns = 2 + random.nextInt(30);
      List<String> rows = rows(text.toString(), columns);

      assertThat(rows).as("seed %d", seed).allMatch(row -> Columns.width(row) <= columns);
      assertThat(String.join("", rows).replace(" ", ""))
          .as("seed %d", seed)
          .isEqualTo(text.toString().replace(" ", ""));
    }
  }

  private static List<String> rows(String text, int columns) {
    return Wrap.wrap(Line.of(text), columns).stream().map(Line::plain).toList();
  }
}
