package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Columns;
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
 * @param swallowed how many spaces the break before it took; 0 unless it is wrapped
 */
public record Row(Line line, int gutter, boolean wrapped, int swallowed) {
  public static final Row BLANK = new Row(Line.EMPTY, 0, false, 0);

  /** What is copied of it: the words, without decoration. */
  public String text() {
    String plain = line.plain();
    return plain.substring(Math.min(gutter, plain.length()));
  }

  /** A line in as many rows as it takes, each behind its prefix. */
  static List<Row> wrap(Line line, Span first, Span rest, int columns) {
    int roomFirst = Math.max(2, columns - Columns.width(first.text()));
    int roomRest = Math.max(2, columns - Columns.width(rest.text()));
    List<Row> rows = new ArrayList<>();
    for (Wrap.Part part : Wrap.parts(line, roomFirst, roomRest)) {
      Span prefix = rows.isEmpty() ? first : rest;
      Line shown = prefix.text().isEmpty() ? part.line() : behind(prefix, part.line());
      rows.add(new Row(shown, prefix.text().length(), !rows.isEmpty(), part.swallowed()));
    }
    return rows;
  }

  /** Rows behind a decoration: the first row's, and that of all others. */
  static List<Row> indent(List<Row> rows, Span first, Span rest) {
    List<Row> indented = new ArrayList<>(rows.size());
    for (Row row : rows) {
      indented.add(row.behind(indented.isEmpty() ? first : rest, true));
    }
    return indented;
  }

  /** As {@link #indent} behind a marker that is text itself, as an item's in a list. */
  static List<Row> mark(List<Row> rows, Span first, Span rest) {
    List<Row> marked = new ArrayList<>(rows.size());
    for (Row row : rows) {
      boolean decoration = row.wrapped() || row.gutter() > 0;
      marked.add(row.behind(marked.isEmpty() ? first : rest, decoration));
    }
    return marked;
  }

  private Row behind(Span prefix, boolean decoration) {
    if (line.spans().isEmpty() && prefix.text().isBlank()) {
      return this;
    }
    int more = decoration ? prefix.text().length() : 0;
    return new Row(behind(prefix, line), gutter + more, wrapped, swallowed);
  }

  private static Line behind(Span prefix, Line line) {
    List<Span> spans = new ArrayList<>(line.spans().size() + 1);
    spans.add(prefix);
    spans.addAll(line.spans());
    return new Line(spans);
  }

  /** A remark of the screen's own, behind blanks; cut where it does not fit. */
  static Row remark(String text, Style style, int columns) {
    int indent = text.length() - text.stripLeading().length();
    return of(Line.of(new Span(Columns.fit(text, columns), style)), indent);
  }

  /** Text of which nothing is decoration. */
  static Row of(String text, Style style) {
    return of(Line.of(new Span(text, style)), 0);
  }

  /** A line of its own. */
  static Row of(Line line, int gutter) {
    return new Row(line, gutter, false, 0);
  }
}
