package io.codextemporal.tui.terminal;

import io.codextemporal.tui.text.Hue;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.view.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes cells as a terminal reads them, into one piece of bytes: the shortest moves and style
 * changes it can, knowing where the cursor is and how the last cell looked.
 *
 * <p>After a cluster outside ASCII the cursor is placed anew: terminals differ about its width.
 */
final class FrameBytes {
  private static final String ESC = "\u001b";
  private static final int UNKNOWN = -1;

  private final StringBuilder out = new StringBuilder(1024);
  private final boolean colours;
  private Style style = Style.PLAIN;
  private int column = UNKNOWN;
  private int row = UNKNOWN;

  /** {@code colours} false leaves out every colour, as {@code NO_COLOR} asks. */
  FrameBytes(boolean colours) {
    this.colours = colours;
    out.append(ESC).append("[?2026h").append(ESC).append("[?25l").append(ESC).append("[0m");
  }

  void clear() {
    out.append(ESC).append("[H").append(ESC).append("[2J");
    row = 0;
    column = 0;
  }

  /** Row by row: a terminal may keep what is cleared at once among what was scrolled out. */
  void wipe(int height) {
    setStyle(Style.PLAIN);
    for (int line = height; line > 0; line--) {
      out.append(ESC).append('[').append(line).append('H').append(ESC).append("[K");
    }
    row = 0;
    column = 0;
  }

  /** Rows that go out at the top of a screen of that height, which is blank afterwards. */
  void pass(List<List<Cell>> rows, int height) {
    wipe(height);
    for (List<Cell> cells : rows) {
      for (Cell cell : cells) {
        setStyle(cell.style());
        out.append(cell.cluster());
      }
      setStyle(Style.PLAIN);
      trim();
      out.append(ESC).append("[K\r\n");
    }
    int left = Math.min(rows.size(), height - 1);
    out.append(ESC).append('[').append(height).append(";1H").append("\n".repeat(left));
    row = UNKNOWN;
    column = UNKNOWN;
  }

  /** Blanks at a row's end are not worth their bytes, and would be copied with it. */
  private void trim() {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    out.setLength(end);
  }

  void scroll(Scroll scroll) {
    setStyle(Style.PLAIN);
    out.append(ESC).append('[').append(scroll.top() + 1).append(';');
    out.append(scroll.bottom() + 1).append('r');
    out.append(ESC).append('[').append(Math.abs(scroll.lines()));
    out.append(scroll.lines() > 0 ? 'S' : 'T');
    out.append(ESC).append("[r");
    row = UNKNOWN;
  }

  void cell(int atColumn, int atRow, Cell cell) {
    moveTo(atColumn, atRow);
    setStyle(cell.style());
    out.append(cell.cluster());
    boolean plain = cell.cluster().length() == 1 && cell.cluster().charAt(0) < 0x7f;
    column = plain ? atColumn + 1 : UNKNOWN;
  }

  /** Where the cursor stands in that row; -1 when that is not known or it stands elsewhere. */
  int column(int inRow) {
    return inRow == row ? column : UNKNOWN;
  }

  /** Whether a cell is one byte from here. */
  boolean isPlainly(Cell cell) {
    return cell.cluster().length() == 1
        && cell.cluster().charAt(0) < 0x7f
        && cell.style().equals(style);
  }

  /** Blanks the row from {@code atColumn} on. */
  void eraseToEnd(int atColumn, int atRow) {
    moveTo(atColumn, atRow);
    setStyle(Style.PLAIN);
    out.append(ESC).append("[K");
  }

  /**
   * Everything so far, with the cursor shown at that place, or hidden when {@code column} is -1.
   */
  byte[] finish(int cursorColumn, int cursorRow) {
    setStyle(Style.PLAIN);
    if (cursorColumn >= 0) {
      moveTo(cursorColumn, cursorRow);
      out.append(ESC).append("[?25h");
    }
    out.append(ESC).append("[?2026l");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void moveTo(int toColumn, int toRow) {
    if (toRow == row && toColumn == column) {
      return;
    }
    if (toRow == row && column != UNKNOWN && toColumn > column) {
      out.append(ESC).append('[');
      if (toColumn - column > 1) {
        out.append(toColumn - column);
      }
      out.append('C');
    } else {
      out.append(ESC).append('[').append(toRow + 1);
      if (toColumn > 0) {
        out.append(';').append(toColumn + 1);
      }
      out.append('H');
    }
    row = toRow;
    column = toColumn;
  }

  private void setStyle(Style next) {
    if (next.equals(style)) {
      return;
    }
    if (!Objects.equals(next.link(), style.link())) {
      link(next.link());
    }
    boolean lost = (style.bits() & ~next.bits()) != 0;
    boolean from = lost || next.bits() != style.bits() || !sameColours(next);
    if (from) {
      sgr(next, lost);
    }
    style = next;
  }

  private boolean sameColours(Style next) {
    return !colours
        || next.foreground() == style.foreground() && next.background() == style.background();
  }

  private void sgr(Style next, boolean reset) {
    StringBuilder codes = new StringBuilder();
    Style before = reset ? Style.PLAIN : style;
    if (reset) {
      codes.append(";0");
    }
    int gained = next.bits() & ~before.bits();
    code(codes, gained, Style.BOLD, 1);
    code(codes, gained, Style.DIM, 2);
    code(codes, gained, Style.ITALIC, 3);
    code(codes, gained, Style.UNDERLINE, 4);
    code(codes, gained, Style.REVERSE, 7);
    code(codes, gained, Style.STRIKE, 9);
    if (colours && next.foreground() != before.foreground()) {
      codes.append(';').append(colour(next.foreground(), 30));
    }
    if (colours && next.background() != before.background()) {
      codes.append(';').append(colour(next.background(), 40));
    }
    if (!codes.isEmpty()) {
      out.append(ESC).append('[').append(codes, 1, codes.length()).append('m');
    }
  }

  private static void code(StringBuilder codes, int bits, int bit, int code) {
    if ((bits & bit) != 0) {
      codes.append(';').append(code);
    }
  }

  private static int colour(Hue hue, int base) {
    int number = hue.ordinal() - 1;
    return number < 0 ? base + 9 : number < 8 ? base + number : base + 60 + number - 8;
  }

  private void link(@Nullable String address) {
    out.append(ESC).append("]8;;").append(address == null ? "" : address).append(ESC).append('\\');
  }
}
