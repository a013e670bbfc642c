package io.codextemporal.tui.terminal;

import com.googlecode.lanterna.TextCharacter;
import io.codextemporal.tui.view.Cell;

/**
 * A {@link Cell} in lanterna's buffers: the whole cluster, its measured width and every style, none
 * of which a plain character there can hold.
 */
final class StyledCharacter extends TextCharacter {
  private static final long serialVersionUID = 1L;

  private final transient Cell cell;

  @SuppressWarnings("deprecation")
  StyledCharacter(Cell cell) {
    super(' ');
    this.cell = cell;
  }

  Cell cell() {
    return cell;
  }

  @Override
  public String getCharacterString() {
    return cell.cluster();
  }

  @Override
  public boolean isDoubleWidth() {
    // The second half is a cell of its own here; lanterna shall not invent one.
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StyledCharacter that && cell.equals(that.cell);
  }

  @Override
  public int hashCode() {
    return cell.hashCode();
  }

  @Override
  public String toString() {
    return cell.cluster();
  }
}
