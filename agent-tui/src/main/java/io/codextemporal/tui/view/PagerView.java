package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.TranscriptRows.Look;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Screen;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pager: everything, row by row, and what is looked for in it. */
public final class PagerView {
  private final Model model;
  private final TranscriptRows rows;
  private final Theme theme;

  PagerView(Model model, TranscriptRows rows) {
    this.model = model;
    this.rows = rows;
    this.theme = model.screen().theme();
  }

  /** How the pager draws the transcript. */
  public static Look look(Screen screen) {
    return new Look(Math.max(10, screen.size().columns()), screen.theme(), true);
  }

  /** Rows of it between its title and its foot. */
  public static int height(Size size) {
    return Math.max(1, size.rows() - 2);
  }

  Panel panel(PagerOverlay pager) {
    Size size = model.screen().size();
    int height = height(size);
    List<Row> shown;
    boolean end;
    String text = pager.text();
    if (text == null) {
      TranscriptRows.Window window =
          rows.window(model.session(), look(model.screen()), height, pager.anchor());
      shown = window.rows();
      end = window.atEnd();
    } else {
      List<Row> all = rows.text(text, look(model.screen()));
      Anchor anchor = pager.anchor();
      int top = Math.clamp(anchor == null ? 0 : anchor.index(), 0, Math.max(0, all.size() - 1));
      shown = all.subList(Math.min(top, all.size()), Math.min(all.size(), top + height));
      end = top + height >= all.size();
    }
    List<Line> lines = new ArrayList<>();
    lines.add(
        Texts.fitted(
            "─ " + pager.title() + " " + "─".repeat(Math.max(0, size.columns())),
            theme.style(Role.DIM),
            size.columns()));
    for (Row row : shown) {
      lines.add(marked(row.line(), pager.typing() ? "" : pager.search()));
    }
    while (lines.size() < height + 1) {
      lines.add(Line.EMPTY);
    }
    lines.add(foot(pager, end, size));
    int cursor = pager.typing() ? 2 + Columns.width(pager.search()) : -1;
    return new Panel(
        lines.subList(0, Math.min(lines.size(), size.rows())),
        Math.min(cursor, size.columns() - 1),
        cursor < 0 ? -1 : size.rows() - 1);
  }

  private Line foot(PagerOverlay pager, boolean end, Size size) {
    if (pager.typing()) {
      return Line.of(
          new Span(" /", theme.style(Role.ACCENT)),
          Span.of(Columns.fit(pager.search(), Math.max(1, size.columns() - 3))));
    }
    String keys =
        pager.found().isEmpty()
            ? " ↑ ↓ pgup pgdn • / search, n N • ← → messages • q closes" + (end ? " • end" : "")
            : " " + pager.found();
    return Texts.fitted(keys, theme.style(Role.DIM), size.columns());
  }

  /** What is looked for stands out. */
  private Line marked(Line line, String search) {
    String plain = line.plain();
    int at = search.isEmpty() ? -1 : lower(plain).indexOf(lower(search));
    if (at < 0) {
      return line;
    }
    List<Span> spans = new ArrayList<>();
    int from = 0;
    int end = at + search.length();
    for (Span span : line.spans()) {
      int to = from + span.text().length();
      part(spans, span, from, Math.min(to, at), span.style(), from);
      Style mark = theme.style(Role.SELECTION);
      part(spans, span, Math.max(from, at), Math.min(to, end), mark, from);
      part(spans, span, Math.max(from, end), to, span.style(), from);
      from = to;
    }
    return new Line(spans);
  }

  private static void part(List<Span> spans, Span span, int from, int to, Style style, int offset) {
    if (to > from) {
      spans.add(new Span(span.text().substring(from - offset, to - offset), style));
    }
  }

  private static String lower(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    // Where lower case is longer, places would not fit: then case counts.
    return lower.length() == text.length() ? lower : text;
  }
}
