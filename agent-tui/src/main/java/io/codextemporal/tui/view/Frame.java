package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Size;
import java.util.List;

/**
 * What the screen shall show: one row of cells a line, each row exactly as wide as the size says,
 * and where the hardware cursor stands.
 *
 * @param cursorColumn from 0; -1 when the cursor is hidden
 */
public record Frame(Size size, List<List<Cell>> rows, int cursorColumn, int cursorRow) {
  public Frame {
    rows = List.copyOf(rows);
  }
}
