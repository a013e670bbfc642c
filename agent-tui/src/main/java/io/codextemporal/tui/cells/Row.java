package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Wrap;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of the transcript.
 *
 * @param gutter how many characters at its begin are decoration, not text
 * @param wrapped whether it goes on with the line of the row before
 */
public record Row(Line line, int gutter, boolean wrapped) {
  public static final Row BLANK = new Row(Line.EMPTY, 0, false);

  /** What is copied of it: the words, without decoration. */
  public String text() {
    String plain = line.plain();
    return plain.substring(Math.min(gutter, plain.length()));
  }

  /** A line in as many rows as it takes, each behind its prefix. */
  static List<Row> wrap(Line line, Span first, Span rest, int columns) {
    int before = io.codextemporal.tui.text.Columns.width(first.text());
    int room = Math.max(2, columns - before);
    List<Row> rows = new ArrayList<>();
    for (Line part : Wrap.wrap(line, room)) {
      Span prefix = rows.isEmpty() ? first : rest;
      List<Span> spans = new ArrayList<>();
      if (!prefix.text().isEmpty()) {
        spans.add(prefix);
      }
      spans.addAll(part.spans());
      rows.add(new Row(new Line(spans), prefix.text().length(), !rows.isEmpty()));
    }
    return rows;
  }

  /** Rows behind a prefix of their own: the first row's, and that of all others. */
  static List<Row> indent(List<Row> rows, Span first, Span rest) {
    List<Row> indented = new ArrayList<>();
    for (Row row : rows) {
      Span prefix = indented.isEmpty() ? first : rest;
      if (row.line().spans().isEmpty() && prefix.text().isBlank()) {
        indented.add(row);
        continue;
      }
      List<Span> spans = new ArrayList<>();
      spans.add(prefix);
      spans.addAll(row.line().spans());
      indented.add(new Row(new Line(spans), row.gutter() + prefix.text().length(), row.wrapped()));
    }
    return indented;
  }

  static Row of(String text, Style style) {
    return new Row(Line.of(new Span(text, style)), 0, false);
  }
}
