package io.codextemporal.tui.view;

import io.codextemporal.tui.text.Line;
import java.util.List;

/**
 * A piece of the screen: rows no wider than it was asked for, and where the hardware cursor stands
 * in it.
 *
 * @param cursorColumn from 0; -1 when the cursor is not in this piece
 */
public record Panel(List<Line> rows, int cursorColumn, int cursorRow) {
  public Panel {
    rows = List.copyOf(rows);
  }

  public static Panel of(List<Line> rows) {
    return new Panel(rows, -1, -1);
  }
}
