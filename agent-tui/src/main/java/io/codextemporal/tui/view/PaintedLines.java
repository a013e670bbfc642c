package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines as rows of cells. A line that was in the last frame too gives the very same row again, so
 * that a key costs what it changes. Used by the screen's one thread; the same lines give equal
 * rows.
 */
final class PaintedLines {
  private Map<Line, List<Cell>> last = Map.of();
  private int columns;
  private FileLinks resolving = FileLinks.NONE;

  List<List<Cell>> rows(List<Line> lines, Size size, FileLinks links) {
    int count = size.rows();
    if (size.columns() != columns || !isSame(links)) {
      last = Map.of();
    }
    Map<Line, List<Cell>> painted = new IdentityHashMap<>();
    List<List<Cell>> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Line line = i < lines.size() ? lines.get(i) : Line.EMPTY;
      List<Cell> row = painted.get(line);
      if (row == null) {
        List<Cell> known = last.get(line);
        row =
            known == null
                ? Collections.unmodifiableList(Painter.row(line, size.columns(), links))
                : known;
        painted.put(line, row);
      }
      rows.add(row);
    }
    last = painted;
    columns = size.columns();
    resolving = links;
    return rows;
  }

  /** By hand: a record's own comparison is put together at run time, before the first frame. */
  private boolean isSame(FileLinks links) {
    return links.cwd().equals(resolving.cwd()) && links.machine().equals(resolving.machine());
  }
}
