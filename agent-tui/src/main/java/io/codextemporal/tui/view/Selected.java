package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.model.Looking.Selection;
import io.codextemporal.tui.text.Columns;
import java.util.List;

/** What a selection of rows means as text: unwrapped, without decoration. Pure. */
public final class Selected {
  /** {@code rows} are those on the screen, from its first row. */
  public static String text(List<Row> rows, Selection selection) {
    Ordered ordered = Ordered.of(selection);
    StringBuilder text = new StringBuilder();
    for (int i = ordered.fromRow(); i <= ordered.toRow() && i < rows.size(); i++) {
      if (i < 0) {
        continue;
      }
      Row row = rows.get(i);
      int from = i == ordered.fromRow() ? ordered.fromColumn() : 0;
      int to = i == ordered.toRow() ? ordered.toColumn() + 1 : Integer.MAX_VALUE;
      String part = part(row, from, to);
      if (i > ordered.fromRow()) {
        text.append(row.wrapped() ? " ".repeat(row.swallowed()) : "\n");
      }
      boolean goesOn = i < ordered.toRow() && i + 1 < rows.size() && rows.get(i + 1).wrapped();
      text.append(goesOn ? part : part.stripTrailing());
    }
    return text.toString();
  }

  /** The clusters of the row's text between two columns. */
  private static String part(Row row, int from, int to) {
    StringBuilder part = new StringBuilder();
    int column = 0;
    int index = 0;
    for (String cluster : Columns.clusters(row.line().plain())) {
      if (index >= row.gutter() && column >= from && column < to) {
        part.append(cluster);
      }
      column += Columns.clusterWidth(cluster);
      index += cluster.length();
    }
    return part.toString();
  }

  /** The selection from its upper left on, whichever way the mouse went. */
  record Ordered(int fromColumn, int fromRow, int toColumn, int toRow) {
    static Ordered of(Selection selection) {
      boolean down =
          selection.fromRow() < selection.toRow()
              || selection.fromRow() == selection.toRow()
                  && selection.fromColumn() <= selection.toColumn();
      return down
          ? new Ordered(
              selection.fromColumn(), selection.fromRow(), selection.toColumn(), selection.toRow())
          : new Ordered(
              selection.toColumn(), selection.toRow(), selection.fromColumn(), selection.fromRow());
    }

    /** Whether a place of the screen lies in it. */
    boolean holds(int column, int row) {
      if (row < fromRow || row > toRow) {
        return false;
      }
      return (row > fromRow || column >= fromColumn) && (row < toRow || column <= toColumn);
    }
  }

  private Selected() {}
}
