package io.codextemporal.tui.view;

import io.codextemporal.tui.text.Style;

/**
 * One place of a frame: a grapheme cluster of width 1 or 2, or the empty second half (width 0) of
 * the wide one before it.
 */
public record Cell(String cluster, int width, Style style) {
  public static final Cell BLANK = new Cell(" ", 1, Style.PLAIN);
}
