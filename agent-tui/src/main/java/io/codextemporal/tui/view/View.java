package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.TranscriptRows.Look;
import io.codextemporal.tui.cells.TranscriptRows.Window;
import io.codextemporal.tui.model.Looking.Selection;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the model looks like. Pure, but for what {@link TranscriptRows} keeps to be quick: the same
 * model gives the same frame.
 */
public final class View {
  private static final Size LEAST = new Size(40, 12);

  private final TranscriptRows rows;
  private final @Nullable Scrollback scrollback;
  private final PaintedLines painted = new PaintedLines();

  public View(TranscriptRows rows) {
    this(rows, null);
  }

  /** {@code scrollback} is null where the screen is not the terminal's own. */
  public View(TranscriptRows rows, @Nullable Scrollback scrollback) {
    this.rows = rows;
    this.scrollback = scrollback;
  }

  /** The whole screen. */
  public Frame frame(Model model) {
    Size size = model.screen().size();
    if (size.columns() < LEAST.columns() || size.rows() < LEAST.rows()) {
      return tooSmall(size);
    }
    Optional<Overlay> top = model.desk().top();
    if (top.map(overlay -> overlay.place() == Overlay.Place.FULL).orElse(false)) {
      Panel panel = OverlayView.panel(top.orElseThrow(), size, model, rows);
      Frame full = frame(size, panel.rows(), panel.cursorColumn(), panel.cursorRow(), links(model));
      return selected(full, model.looking().selection(), size.rows() - 1, model);
    }
    Panel bottom = bottom(model, rows);
    int height = Math.max(0, size.rows() - bottom.rows().size());
    List<Line> lines = above(model, height);
    while (lines.size() < height) {
      lines.add(Line.EMPTY);
    }
    int at = lines.size();
    lines.addAll(bottom.rows());
    int cursorRow = bottom.cursorColumn() < 0 ? 0 : at + bottom.cursorRow();
    Frame frame = frame(size, lines, bottom.cursorColumn(), cursorRow, links(model));
    return selected(frame, model.looking().selection(), height, model);
  }

  /** What was said and done, as it stands on the screen, and the cursor below it. */
  public Frame parting(Model model) {
    Size size = model.screen().size();
    List<Line> lines = above(model, Math.min(transcriptHeight(model), size.rows()));
    return frame(size, lines, 0, lines.size(), links(model));
  }

  private List<Line> above(Model model, int height) {
    Window window = rows.window(model.session(), look(model), height, model.looking().anchor());
    List<Line> lines = new ArrayList<>();
    if (model.session().transcript().isUntold()) {
      List<Line> welcome = Welcome.lines(model, height - window.rows().size());
      lines.addAll(welcome);
      if (!welcome.isEmpty() && !window.rows().isEmpty()) {
        lines.add(Line.EMPTY);
      }
    }
    List<Row> left = scrollback == null ? window.rows() : scrollback.left(model, window);
    left.forEach(row -> lines.add(row.line()));
    return lines;
  }

  /** How wide a row of the draft is. */
  public static int composerColumns(Size size) {
    return Math.max(2, size.columns() - 3);
  }

  /** How the transcript is drawn. */
  public static Look look(Model model) {
    return new Look(Math.max(10, model.screen().size().columns()), model.screen().theme(), false);
  }

  /** Rows of the transcript on the screen. */
  public static int transcriptHeight(Model model) {
    int bottom = new BottomPane(model, new TranscriptRows()).height();
    return Math.max(1, model.screen().size().rows() - bottom);
  }

  /** The transcript's rows on the screen, from its first row. */
  public static List<Row> shown(Model model, TranscriptRows rows) {
    return rows.window(
            model.session(), look(model), transcriptHeight(model), model.looking().anchor())
        .rows();
  }

  private static Panel bottom(Model model, TranscriptRows rows) {
    Panel panel = new BottomPane(model, rows).panel();
    int most = model.screen().size().rows();
    int over = panel.rows().size() - most;
    return over <= 0
        ? panel
        : new Panel(
            panel.rows().subList(over, panel.rows().size()),
            panel.cursorColumn(),
            Math.max(0, panel.cursorRow() - over));
  }

  static FileLinks links(Model model) {
    return new FileLinks(model.session().place().machine(), model.session().place().cwd());
  }

  private Frame frame(Size size, List<Line> lines, int column, int row, FileLinks links) {
    List<List<Cell>> cells = painted.rows(lines, size, links);
    int cursor = column < 0 ? -1 : Math.min(column, size.columns() - 1);
    return new Frame(size, cells, cursor, Math.clamp(row, 0, Math.max(0, size.rows() - 1)));
  }

  private Frame tooSmall(Size size) {
    String sentence = "ct needs " + LEAST.columns() + "×" + LEAST.rows();
    return frame(
        size, List.of(Texts.fitted(sentence, Style.PLAIN, size.columns())), -1, 0, FileLinks.NONE);
  }

  private static Frame selected(
      Frame frame,
      @org.jspecify.annotations.Nullable Selection selection,
      int height,
      Model model) {
    if (selection == null) {
      return frame;
    }
    Selected.Ordered ordered = Selected.Ordered.of(selection);
    Style mark = model.screen().theme().style(Role.SELECTION);
    List<List<Cell>> rows = new ArrayList<>(frame.rows());
    for (int y = 0; y < Math.min(height, rows.size()); y++) {
      List<Cell> row = new ArrayList<>(rows.get(y));
      for (int x = 0; x < row.size(); x++) {
        if (ordered.holds(x, y)) {
          Cell cell = row.get(x);
          row.set(x, new Cell(cell.cluster(), cell.width(), mark));
        }
      }
      rows.set(y, row);
    }
    return new Frame(frame.size(), rows, frame.cursorColumn(), frame.cursorRow());
  }
}
