package io.codextemporal.tui.cells;

import io.codextemporal.tui.cells.TranscriptRows.Window;
import io.codextemporal.tui.model.Looking.Anchor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows of blocks are seen from where; lays out no more of them than it must. Pure. */
public final class Windows {
  /** The {@code height} rows from the anchor on, or the last ones where it is null. */
  public static Window window(Blocks blocks, int height, @Nullable Anchor anchor) {
    if (anchor != null) {
      List<Row> rows = new ArrayList<>();
      int index = Math.clamp(anchor.index(), 0, Math.max(0, blocks.size() - 1));
      int skip = index == anchor.index() ? anchor.row() : 0;
      for (int i = index; i < blocks.size() && rows.size() <= height; i++) {
        List<Row> block = blocks.rows(i);
        rows.addAll(block.subList(Math.min(skip, block.size()), block.size()));
        skip = 0;
      }
      if (rows.size() > height) {
        return new Window(rows.subList(0, height), new Anchor(index, anchor.row()), false);
      }
    }
    return end(blocks, height);
  }

  private static Window end(Blocks blocks, int height) {
    List<List<Row>> shown = new ArrayList<>();
    int total = 0;
    int index = blocks.size();
    while (index > 0 && total < height) {
      index--;
      shown.add(blocks.rows(index));
      total += shown.getLast().size();
    }
    Collections.reverse(shown);
    List<Row> rows = new ArrayList<>();
    shown.forEach(rows::addAll);
    int cut = Math.max(0, rows.size() - height);
    return new Window(rows.subList(cut, rows.size()), new Anchor(index, cut), true);
  }

  /** The anchor so many rows further down (negative: up); null when that is the end. */
  public static @Nullable Anchor scrolled(
      Blocks blocks, int height, @Nullable Anchor from, int rows) {
    return settled(blocks, height, moved(blocks, window(blocks, height, from).top(), rows));
  }

  private static @Nullable Anchor settled(Blocks blocks, int height, Anchor anchor) {
    return window(blocks, height, anchor).atEnd() ? null : anchor;
  }

  private static Anchor moved(Blocks blocks, Anchor from, int rows) {
    int index = from.index();
    int row = from.row() + rows;
    while (row < 0 && index > 0) {
      index--;
      row += blocks.rows(index).size();
    }
    while (index < blocks.size() - 1 && row >= blocks.rows(index).size()) {
      row -= blocks.rows(index).size();
      index++;
    }
    return new Anchor(index, Math.max(0, row));
  }

  /** Where a row is to be seen, with some of what stands before it. */
  public static @Nullable Anchor showing(
      Blocks blocks, int height, @Nullable Anchor from, Anchor row) {
    Window now = window(blocks, height, from);
    int below = distance(blocks, now.top(), row, height);
    return below >= 0 && below < height
        ? from
        : settled(blocks, height, moved(blocks, row, -height / 3));
  }

  /**
   * Rows from one anchor down to another; -1 when that lies above, or further than {@code most}.
   */
  public static int distance(Blocks blocks, Anchor from, Anchor to, int most) {
    int rows = -from.row();
    for (int i = from.index(); i < to.index() && rows <= most; i++) {
      rows += blocks.rows(i).size();
    }
    boolean above = to.index() < from.index() || rows > most;
    int distance = rows + to.row();
    return above || distance < 0 || distance > most ? -1 : distance;
  }

  /** The row of another layout that begins with what the anchor's begins with, or just before. */
  public static Anchor resettled(List<Row> before, List<Row> after, Anchor anchor) {
    int passed = 0;
    for (Row row : before.subList(0, Math.min(anchor.row(), before.size()))) {
      passed += weight(row);
    }
    int row = 0;
    while (row < after.size() - 1 && passed >= weight(after.get(row))) {
      passed -= weight(after.get(row));
      row++;
    }
    return new Anchor(anchor.index(), after.isEmpty() ? 0 : row);
  }

  /** What a row holds of its text; a line that begins counts one, so that blank ones count. */
  private static int weight(Row row) {
    return row.text().length() + (row.wrapped() ? row.swallowed() : 1);
  }

  private Windows() {}
}
