package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * A text to be paged through, as rows: a diff as a diff, any other as it would be printed. Pure.
 */
final class PagedText {
  private static final Span NONE = Span.of("");

  static List<Row> rows(String text, int columns, Theme theme) {
    if (isDiff(text)) {
      return DiffRows.rows(text, columns, theme);
    }
    List<Row> rows = new ArrayList<>();
    for (Line line : OutputText.lines(text, theme, Style.PLAIN)) {
      rows.addAll(Row.wrap(line, NONE, NONE, columns));
    }
    return rows;
  }

  private static boolean isDiff(String text) {
    return text.startsWith("diff --git ")
        || text.startsWith("*** Begin Patch")
        || text.startsWith("--- ") && text.contains("\n+++ ");
  }

  private PagedText() {}
}
