package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Blocks;
import io.codextemporal.tui.cells.RowSearch;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.TranscriptRows.Look;
import io.codextemporal.tui.cells.Windows;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Screen;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    String text = pager.text();
    Look look = look(model.screen());
    Blocks blocks = text == null ? rows.of(model.session(), look) : rows.of(text, look);
    TranscriptRows.Window window = Windows.window(blocks, height, pager.anchor());
    List<Line> lines = new ArrayList<>();
    lines.add(
        Texts.fitted(
            "─ "
                + pager.title()
                + " "
                + "─".repeat(Math.max(0, size.columns() - 3 - Columns.width(pager.title()))),
            theme.style(Role.DIM),
            size.columns()));
    lines.addAll(
        new Marked(theme).lines(window.rows(), pager.search(), hit(pager, blocks, window)));
    while (lines.size() < height + 1) {
      lines.add(Line.EMPTY);
    }
    lines.add(foot(pager, window.atEnd(), size));
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
            : " " + pager.found() + " • n next • N previous • / another";
    return Texts.fitted(keys, theme.style(Role.DIM), size.columns());
  }

  /** The place that was found last, in the rows on the screen; null when it is not among them. */
  private static RowSearch.@Nullable Found hit(
      PagerOverlay pager, Blocks blocks, TranscriptRows.Window window) {
    PagerOverlay.Hit hit = pager.hit();
    int most = window.rows().size();
    int row = hit == null ? -1 : Windows.distance(blocks, window.top(), hit.row(), most);
    return hit == null || row < 0 ? null : new RowSearch.Found(row, hit.from(), 0, true);
  }
}
