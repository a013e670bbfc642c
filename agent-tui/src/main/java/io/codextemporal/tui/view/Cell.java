package io.codextemporal.tui.view;

import io.codextemporal.tui.text.Style;
import org.jspecify.annotations.Nullable;

/**
 * One place of a frame: a grapheme cluster of width 1 or 2, or the empty second half (width 0) of
 * the wide one before it.
 */
public record Cell(String cluster, int width, Style style) {
  public static final Cell BLANK = new Cell(" ", 1, Style.PLAIN);

  // By hand: a record's own is put together at run time, in the middle of the first frame.
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || other instanceof Cell cell
            && cell.width == width
            && cell.cluster.equals(cluster)
            && cell.style.equals(style);
  }

  @Override
  public int hashCode() {
    return 31 * cluster.hashCode() + style.hashCode();
  }
}
