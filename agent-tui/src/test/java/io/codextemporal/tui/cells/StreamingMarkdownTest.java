package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.text.Theme;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamingMarkdownTest {
  private static final List<String> BLOCKS =
      List.of(
          "# Title\n",
          "## Another `title`\nand a line under it\n",
          "A paragraph with **bold** words\nover two lines.\n",
          "- one\n- two\n  - inner\n\n  still inner\n",
          "- loose\n\n- list\n",
          "1. one\n2. two\n\n   ```sh\n   ls # here\n\n   pwd\n   ```\n3. three\n",
          "```java\nint x = 1; // c\n\n/* long\n\ncomment */\nString s;\n```\n",
          "~~~\n```\nnot closed by that\n\n~~~\n",
          "````md\n```\n\ninner\n```\n````\ntext right behind\n",
          "> quote\n> goes on\n",
          "| a | b |\n|---|--:|\n| 1 | 2 |\n",
          "---\n",
          "    indented code\n",
          "日本語の文章です。\n",
          "Setext\n===\n");

  @Test
  void whatHasStreamedLooksAsItDoesWhole() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      String text = document(random);
      int columns = 12 + random.nextInt(80);
      StreamingMarkdown streaming = new StreamingMarkdown();
      for (int at = 0; at < text.length(); at += 1 + random.nextInt(30)) {
        streaming.rows(text.substring(0, at), columns, Theme.DARK);
      }
      assertThat(shown(streaming.rows(text, columns, Theme.DARK)))
          .as("seed %d", seed)
          .isEqualTo(shown(Markdown.rows(text, columns, Theme.DARK)));
    }
  }

  @Test
  void whatIsFrozenStaysAsItIs() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      String text = document(random);
      List<Row> whole = Markdown.rows(text, 60, Theme.DARK);
      int frozen = 0;
      for (int at = 0; at <= text.length(); at++) {
        int next = FreezingPoint.in(text.substring(0, at), frozen);
        if (next > frozen) {
          frozen = next;
          List<Row> rows = Markdown.rows(text.substring(0, frozen), 60, Theme.DARK);
          assertThat(shown(whole.subList(0, rows.size())))
              .as("seed %d at %d", seed, frozen)
              .isEqualTo(shown(rows));
        }
      }
    }
  }

  static Stream<Arguments> points() {
    return Stream.of(
        Arguments.of("one\n\ntwo and more", 5),
        Arguments.of("one\n\n", 0),
        Arguments.of("one\n\n- ", 0),
        Arguments.of("- a\n\n- b is the same list", 0),
        Arguments.of("- a\n\n  b", 0),
        Arguments.of("- a\n\nover now", 5),
        Arguments.of("a\n\n1. first of a list", 3),
        Arguments.of("```\na\n\nb\n", 0),
        Arguments.of("```\na\n\nb\n```\n", 13),
        Arguments.of("# Title\nx", 8),
        Arguments.of("#hash is no title\nx", 0));
  }

  @ParameterizedTest
  @MethodSource("points")
  void itFreezesWhereABlockSurelyEnds(String text, int at) {
    assertThat(FreezingPoint.in(text, 0)).isEqualTo(at);
  }

  @Test
  void anOpenFenceGrowsLineByLineWithWhatItsCommentsLeftOpen() {
    StreamingMarkdown streaming = new StreamingMarkdown();
    String text = "```java\nint x; /* a\nb */ int y;\nint z";

    for (int at = 0; at < text.length(); at++) {
      streaming.rows(text.substring(0, at), 40, Theme.DARK);
    }

    assertThat(streaming.rows(text, 40, Theme.DARK)).isEqualTo(Markdown.rows(text, 40, Theme.DARK));
  }

  @Test
  void theFencesEndIsNeverShown() {
    String text = "```\ncode\n``";
    assertThat(shown(new StreamingMarkdown().rows(text, 40, Theme.DARK))).isEqualTo("  code");
  }

  @Test
  void aLongParagraphLooksAsItDoesWhole() {
    String text =
        IntStream.range(0, 600)
            .mapToObj(i -> "tok" + i + (i % 10 == 9 ? "\n" : " "))
            .collect(Collectors.joining());
    StreamingMarkdown streaming = new StreamingMarkdown();
    for (int at = 0; at < text.length(); at += 17) {
      streaming.rows(text.substring(0, at), 60, Theme.DARK);
    }
    assertThat(shown(streaming.rows(text, 60, Theme.DARK)))
        .isEqualTo(shown(Markdown.rows(text, 60, Theme.DARK)));
  }

  @Test
  void anotherTextOrWidthBeginsAnew() {
    StreamingMarkdown streaming = new StreamingMarkdown();
    streaming.rows("one\n\ntwo and three", 40, Theme.DARK);
    assertThat(shown(streaming.rows("other", 40, Theme.DARK))).isEqualTo("other");
    assertThat(shown(streaming.rows("other words", 6, Theme.DARK))).isEqualTo("other\nwords");
  }

  private static String document(Random random) {
    StringBuilder text = new StringBuilder();
    int blocks = 1 + random.nextInt(12);
    for (int i = 0; i < blocks; i++) {
      text.append(BLOCKS.get(random.nextInt(BLOCKS.size())))
          .append(random.nextInt(4) == 0 ? "\n\n" : "\n");
    }
    return text.toString();
  }

  private static String shown(List<Row> rows) {
    return rows.stream().map(row -> row.line().plain()).collect(Collectors.joining("\n"));
  }
}
