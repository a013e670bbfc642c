package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Wrap;
import java.util.ArrayList;
import java.util.List;

/** Small shapes that several views share. Pure. */
final class Texts {
  private static final int LEAST_MEANING = 24;

  /** A sentence in as many rows as it takes, each behind {@code indent} blanks. */
  static List<Line> wrapped(String text, Style style, int indent, int columns) {
    List<Line> rows = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String clean = Sanitizer.clean(line);
      for (Line part : Wrap.wrap(Line.of(new Span(clean, style)), Math.max(2, columns - indent))) {
        List<Span> spans = new ArrayList<>();
        spans.add(Span.of(" ".repeat(indent)));
        spans.addAll(part.spans());
        rows.add(new Line(spans));
      }
    }
    return rows;
  }

  /** A line behind a mark of its own; what does not fit goes on below, under its begin. */
  static List<Line> hung(Line mark, Line text, int columns) {
    int indent = Columns.width(mark.plain());
    List<Line> rows = new ArrayList<>();
    for (Line part : Wrap.wrap(text, Math.max(2, columns - indent))) {
      List<Span> spans = new ArrayList<>();
      if (rows.isEmpty()) {
        spans.addAll(mark.spans());
      } else {
        spans.add(Span.of(" ".repeat(indent)));
      }
      spans.addAll(part.spans());
      rows.add(new Line(spans));
    }
    return rows;
  }

  /**
   * A label with what it means: behind it in a column of its own where that leaves room for words,
   * else after it.
   *
   * @param column how wide labels are; 0 for no column
   */
  static List<Line> explained(Line mark, Span label, Span meaning, int column, int columns) {
    if (meaning.text().isBlank()) {
      return hung(mark, Line.of(label), columns);
    }
    int width = Columns.width(label.text());
    int indent = Columns.width(mark.plain()) + column + 2;
    if (column == 0 || columns - indent < LEAST_MEANING) {
      return hung(mark, Line.of(label, Span.of("  "), meaning), columns);
    }
    List<Span> before = new ArrayList<>(mark.spans());
    before.add(label);
    before.add(Span.of(" ".repeat(Math.max(0, column - width) + 2)));
    return hung(new Line(before), Line.of(meaning), columns);
  }

  /** A word of a command line as a shell would take it. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_.,:/@%+=~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** One row, cut to the width. */
  static Line fitted(String text, Style style, int columns) {
    return Line.of(new Span(Columns.fit(Sanitizer.clean(text), Math.max(0, columns)), style));
  }

  /** The end of a one-line draft around its caret, and the caret's column in it. */
  static String visible(Draft draft, int columns) {
    String before = Sanitizer.clean(draft.text().substring(0, draft.caret()));
    String shown = before;
    List<String> clusters = new ArrayList<>(Columns.clusters(before));
    while (Columns.width(shown) >= columns && !clusters.isEmpty()) {
      clusters.removeFirst();
      shown = String.join("", clusters);
    }
    return shown;
  }

  /** Which rows of a list are shown so that the selected one is among them. */
  static int first(int selected, int count, int height) {
    if (count <= height) {
      return 0;
    }
    return Math.clamp(selected - height / 2, 0, count - height);
  }

  private Texts() {}
}
