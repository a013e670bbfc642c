package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.cells.RowSearch;
import io.codextemporal.tui.cells.RowSearch.Found;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what is looked for stand out, and most of all the place one is at. Pure. */
final class Marked {
  private final Theme theme;

  Marked(Theme theme) {
    this.theme = theme;
  }

  /** {@code at} is where one is: its row and begin; null for nowhere. */
  List<Line> lines(List<Row> rows, String words, @Nullable Found at) {
    List<Line> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(row.line()));
    boolean here = false;
    for (Found found : RowSearch.in(rows, words)) {
      if (found.begins()) {
        here = at != null && at.row() == found.row() && at.from() == found.from();
      }
      Style mark = theme.style(here ? Role.SELECTION : Role.MATCH);
      lines.set(found.row(), marked(lines.get(found.row()), found, mark, here));
    }
    return lines;
  }

  private static Line marked(Line line, Found found, Style mark, boolean here) {
    List<Span> spans = new ArrayList<>();
    int begin = 0;
    for (Span span : line.spans()) {
      int end = begin + span.text().length();
      int from = Math.clamp(found.from(), begin, end);
      int to = Math.clamp(found.to(), begin, end);
      // Where one is looks the same everywhere; another match keeps the colour it has.
      Style style = here ? mark : span.style().with(mark.bits());
      part(spans, span, 0, from - begin, span.style());
      part(spans, span, from - begin, to - begin, style);
      part(spans, span, to - begin, end - begin, span.style());
      begin = end;
    }
    return new Line(spans);
  }

  private static void part(List<Span> spans, Span span, int from, int to, Style style) {
    if (to > from) {
      spans.add(new Span(span.text().substring(from, to), style));
    }
  }
}
