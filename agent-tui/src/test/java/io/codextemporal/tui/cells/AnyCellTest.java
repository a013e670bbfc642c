package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every cell, whatever is in it. */
class AnyCellTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "word",
          " ",
          "\n",
          "\n\n",
          "\t",
          "日本語",
          "👩‍👩‍👧",
          "e\u0301",
          "- ",
          "1. ",
          "# ",
          "> ",
          "`",
          "```\n",
          "**",
          "*",
          "_",
          "~~",
          "|",
          "|---|\n",
          "[x](http://a.b/c)",
          "https://e.org/x",
          "    ",
          "\u001b[31m",
          "\u001b]0;t\u0007",
          "\r",
          "\b",
          "\u009b1m",
          "\u202e",
          "\0",
          "{\"a\":",
          "}",
          "+",
          "-",
          "@@ -1,2 +3 @@",
          "*** Update File: x\n",
          "*** Begin Patch\n",
          "--- a/x\n",
          "+++ b/x\n",
          "diff --git a/x b/x\n",
          "'",
          "\"",
          "\\",
          "&#27;",
          "<b>",
          "\ud800",
          "averylongwordthatgoesonandonandonforeverandever",
          "$x",
          "/* ",
          "*/");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void noRowIsTooWideAndNothingDrivesTheTerminal(int part) {
    for (int seed = part * 1_000; seed < part * 1_000 + 1_000; seed++) {
      Random random = new Random(seed);
      TranscriptCell cell = cell(random);
      int columns = 20 + random.nextInt(100);
      Theme theme = Theme.values()[random.nextInt(3)];
      boolean whole = random.nextBoolean();

      List<Row> rows = CellRows.rows(cell, null, columns, theme, whole);

      for (Row row : rows) {
        String plain = row.line().plain();
        assertThat(Columns.width(plain))
            .as("seed %d: %s", seed, plain)
            .isLessThanOrEqualTo(columns);
        assertThat(Sanitizer.clean(plain)).as("seed %d", seed).isEqualTo(plain);
        assertThat(row.gutter()).as("seed %d", seed).isBetween(0, plain.length());
        for (Span span : row.line().spans()) {
          String link = span.style().link();
          assertThat(link == null || link.matches("(https?|file)://[!-~]*"))
              .as("seed %d", seed)
              .isTrue();
        }
      }
      assertThat(CellRows.rows(cell, null, columns, theme, whole))
          .as("seed %d", seed)
          .isEqualTo(rows);
    }
  }

  @Test
  void everyWordIsKept() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      StringBuilder words = new StringBuilder();
      for (int i = 0; i < random.nextInt(60); i++) {
        String word = "w" + i + (random.nextInt(4) == 0 ? "日本" : "");
        words.append(word);
        text.append(
            List.of("", "", "", "\n- ", "\n\n", "\n> ", "\n1. ", "\n# ", " *", "\n    ")
                .get(random.nextInt(10)));
        text.append(word).append(List.of(" ", " ", "\n", "* ", "\n\n```\n").get(random.nextInt(5)));
      }
      int columns = 10 + random.nextInt(60);

      String kept =
          Markdown.rows(text.toString(), columns, Theme.DARK).stream()
              .map(row -> row.line().plain())
              .collect(Collectors.joining());

      // Marks and numbers of items may stand between them; the order and the letters are the same.
      assertThat(letters(kept)).as("seed %d: %s", seed, text).isEqualTo(letters(words.toString()));
    }
  }

  /** Texts that make a careless reader go over everything again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "*a ",
        "`a``b```c",
        "> ",
        "[a](b",
        "|",
        "![",
        "http://a ",
        "<",
        "- x\n",
        "&",
        ")",
        "```java\n'",
        "\t",
        "a\b",
        "\u001b[31m",
        "\u001b]",
        "👩‍👩‍👧"
      })
  void longTextsOfOneKindFitToo(String piece) {
    String text = "http://a" + piece.repeat(20_000 / piece.length());
    TranscriptCell.Tool tool =
        CellSamples.tool("exec_command", text, ToolCallStatus.COMPLETED, 0, 1, text);
    for (TranscriptCell cell : List.of(new TranscriptCell.Agent(1, "m", text), tool)) {
      assertThat(CellRows.rows(cell, null, 80, Theme.DARK, true))
          .allMatch(row -> Columns.width(row.line().plain()) <= 80);
    }
  }

  private static String letters(String text) {
    return text.replaceAll("\\d+\\. ", "").replaceAll("[^\\p{L}]", "");
  }

  private static TranscriptCell cell(Random random) {
    String text = text(random);
    return switch (random.nextInt(6)) {
      case 0 -> new TranscriptCell.User(1, text(random), text);
      case 1 -> new TranscriptCell.Agent(1, "m", text);
      case 2 -> new TranscriptCell.Reasoning(1, text);
      case 3 ->
          new TranscriptCell.Note(1, TranscriptCell.Note.Kind.values()[random.nextInt(6)], text);
      default -> tool(random, text);
    };
  }

  private static TranscriptCell tool(Random random, String text) {
    List<String> tools =
        List.of(
            "exec_command", "apply_patch", "view_image", "mcp__a__b", "read_file", text(random));
    ToolCallStatus status =
        random.nextInt(4) == 0
            ? null
            : ToolCallStatus.values()[random.nextInt(ToolCallStatus.values().length)];
    return new TranscriptCell.Tool(
        1,
        new io.codextemporal.protocol.CallId("c"),
        tools.get(random.nextInt(tools.size())),
        text,
        text(random),
        random.nextBoolean(),
        status,
        random.nextBoolean() ? null : random.nextInt(3),
        random.nextInt(5_000),
        text(random),
        random.nextBoolean() ? null : text(random));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
