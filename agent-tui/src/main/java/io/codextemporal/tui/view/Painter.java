package io.codextemporal.tui.view;

import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import java.util.ArrayList;
import java.util.List;

/** Lines as rows of cells, each exactly as wide as the screen. Pure. */
final class Painter {
  /** What does not fit is cut; a wide cluster that would be halved is left out. */
  static List<Cell> row(Line line, int columns, FileLinks links) {
    List<Cell> cells = new ArrayList<>(columns);
    for (Span span : line.spans()) {
      add(cells, span.text(), links.resolved(span.style()), columns);
    }
    while (cells.size() < columns) {
      cells.add(Cell.BLANK);
    }
    return cells;
  }

  private static void add(List<Cell> cells, String text, Style style, int columns) {
    for (String cluster : Columns.clusters(text)) {
      int width = Columns.clusterWidth(cluster);
      if (width == 0) {
        continue;
      }
      if (cells.size() + width > columns) {
        return;
      }
      cells.add(new Cell(cluster, width, style));
      if (width == 2) {
        cells.add(new Cell("", 0, style));
      }
    }
  }

  private Painter() {}
}
