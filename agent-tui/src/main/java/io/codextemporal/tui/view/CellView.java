package io.codextemporal.tui.view;

import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Theme;
import java.util.List;

/** How a cell of the transcript looks. Pure: the same arguments give the same rows. */
public final class CellView {
  /**
   * The rows of a cell, without blank rows around it.
   *
   * @param columns at least 10
   * @param whole everything there is, as in the pager; else head and tail of what is long
   */
  public static List<Line> rows(TranscriptCell cell, int columns, Theme theme, boolean whole) {
    return List.of(Line.of(cell.getClass().getSimpleName()));
  }

  private CellView() {}
}
