package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Blocks;
import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.cells.RowSearch;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.TranscriptRows.Look;
import io.codextemporal.tui.cells.TranscriptRows.Window;
import io.codextemporal.tui.cells.Windows;
import io.codextemporal.tui.model.Looking.Anchor;
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
  private static final int NARROW = 60;

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

  /** The pager's rows on the screen, from the one below its title. */
  public static List<Row> shown(PagerOverlay pager, Model model, TranscriptRows rows) {
    Look look = look(model.screen());
    String text = pager.text();
    Blocks blocks = text == null ? rows.of(model.session(), look) : rows.of(text, look);
    return Windows.window(blocks, height(model.screen().size()), pager.anchor()).rows();
  }

  Panel panel(PagerOverlay pager) {
    Size size = model.screen().size();
    int height = height(size);
    String text = pager.text();
    Look look = look(model.screen());
    Blocks blocks = text == null ? rows.of(model.session(), look) : rows.of(text, look);
    Window window = Windows.window(blocks, height, pager.anchor());
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
    lines.add(foot(pager, where(pager, blocks, window, height), size));
    int cursor = pager.typing() ? 2 + Columns.width(pager.search()) : -1;
    return new Panel(
        lines.subList(0, Math.min(lines.size(), size.rows())),
        Math.min(cursor, size.columns() - 1),
        cursor < 0 ? -1 : size.rows() - 1);
  }

  private Line foot(PagerOverlay pager, String where, Size size) {
    if (pager.typing()) {
      return Line.of(
          new Span(" /", theme.style(Role.ACCENT)),
          Span.of(Columns.fit(pager.search(), Math.max(1, size.columns() - 3))));
    }
    String jump = pager.text() == null ? " • ← → messages" : "";
    String keys =
        pager.found().isEmpty()
            ? size.columns() < NARROW
                ? " pgup pgdn • / search • q closes"
                : " ↑ ↓ pgup pgdn • / search, n N" + jump + " • q closes"
            : " "
                + pager.found()
                + (size.columns() < NARROW ? " • n N" : " • n next • N previous • / another");
    int room = size.columns() - where.length() - 2;
    String fitted = Columns.fit(keys, Math.max(1, room));
    String pad = " ".repeat(Math.max(1, room - Columns.width(fitted) + 1));
    return Texts.fitted(fitted + pad + where, theme.style(Role.DIM), size.columns());
  }

  /** How far down: by rows in a text, by cells in a transcript, whose rows nobody counts. */
  private static String where(PagerOverlay pager, Blocks blocks, Window window, int height) {
    if (window.atEnd()) {
      return pager.anchor() != null && pager.text() != null && isTop(window) ? "all" : "end";
    }
    Anchor top = window.top();
    long seen = pager.text() == null ? top.index() : top.row();
    long all = pager.text() == null ? blocks.size() : Math.max(1, blocks.rows(0).size() - height);
    return Math.min(99, seen * 100 / Math.max(1, all)) + "%";
  }

  private static boolean isTop(Window window) {
    return window.top().index() == 0 && window.top().row() == 0;
  }

  /** The place that was found last, in the rows on the screen; null when it is not among them. */
  private static RowSearch.@Nullable Found hit(PagerOverlay pager, Blocks blocks, Window window) {
    PagerOverlay.Hit hit = pager.hit();
    int most = window.rows().size();
    int row = hit == null ? -1 : Windows.distance(blocks, window.top(), hit.row(), most);
    return hit == null || row < 0 ? null : new RowSearch.Found(row, hit.from(), 0, true);
  }
}
