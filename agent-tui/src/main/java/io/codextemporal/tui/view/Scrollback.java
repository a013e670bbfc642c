package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.cells.TranscriptRows.Look;
import io.codextemporal.tui.cells.Windows;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.TranscriptCell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal without another buffer keeps of the transcript: the rows that have left the
 * screen at its top, in order, each once and only when it can change no more.
 *
 * <p>Remembers what has gone; used by the screen's one thread.
 */
public final class Scrollback {
  private final TranscriptRows rows;
  private @Nullable TranscriptCell last;
  private @Nullable TranscriptCell next;
  private int cells;
  private int part;

  public Scrollback(TranscriptRows rows) {
    this.rows = rows;
  }

  /** The rows that leave now; none while one looks elsewhere than at the end. */
  public List<List<Cell>> passed(Model model) {
    boolean covered =
        model.desk().top().map(top -> top.place() == Overlay.Place.FULL).orElse(false);
    if (covered || model.looking().anchor() != null) {
      return List.of();
    }
    List<TranscriptCell> all = model.session().transcript().cells();
    find(all);
    Look look = View.look(model);
    Anchor top = rows.window(model.session(), look, View.transcriptHeight(model), null).top();
    List<List<Cell>> passed = new ArrayList<>();
    while (cells < all.size() && cells <= top.index() && isOver(all.get(cells))) {
      List<Row> block = rows.of(model.session(), look).rows(cells);
      int to = cells < top.index() ? block.size() : Math.min(top.row(), block.size());
      for (int i = part; i < to; i++) {
        passed.add(Painter.row(block.get(i).line(), look.columns(), View.links(model)));
      }
      part = Math.max(part, to);
      if (cells == top.index()) {
        break;
      }
      last = all.get(cells);
      cells++;
      part = 0;
    }
    next = cells < all.size() ? all.get(cells) : null;
    return passed;
  }

  /** The rows of the end's window that have not gone: none stands there twice. */
  List<Row> left(Model model, TranscriptRows.Window window) {
    if (model.looking().anchor() != null) {
      return window.rows();
    }
    find(model.session().transcript().cells());
    int above =
        Windows.distance(
            rows.of(model.session(), View.look(model)),
            window.top(),
            new Anchor(cells, part),
            window.rows().size());
    return above <= 0 ? window.rows() : window.rows().subList(above, window.rows().size());
  }

  /** Where the cell that goes next is now: older ones may have come before it. */
  private void find(List<TranscriptCell> all) {
    int gone = index(all, last, cells - 1);
    int going = index(all, next, cells);
    if (gone >= 0) {
      cells = gone + 1;
    } else {
      last = null;
      cells = Math.max(0, going);
    }
    if (going != cells) {
      part = 0;
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static int index(List<TranscriptCell> all, @Nullable TranscriptCell cell, int likely) {
    if (cell == null || likely >= 0 && likely < all.size() && all.get(likely) == cell) {
      return cell == null ? -1 : likely;
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i) == cell) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOver(TranscriptCell cell) {
    return !(cell instanceof TranscriptCell.Tool tool) || tool.status() != null;
  }
}
