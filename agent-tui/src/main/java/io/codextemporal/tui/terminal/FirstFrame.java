package io.codextemporal.tui.terminal;

import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import java.util.List;

/**
 * The first frame's bytes, written on an empty screen with nothing but what the frame holds: a
 * person waits for it, and lanterna's classes are a good part of a process's start. Pure.
 */
final class FirstFrame {
  static byte[] bytes(Frame frame, boolean colours) {
    FrameBytes bytes = new FrameBytes(colours);
    bytes.clear();
    for (int row = 0; row < frame.rows().size(); row++) {
      List<Cell> cells = frame.rows().get(row);
      for (int column = 0; column < cells.size(); column++) {
        Cell cell = cells.get(column);
        if (cell.width() > 0 && !cell.equals(Cell.BLANK)) {
          bytes.cell(column, row, cell);
        }
      }
    }
    return bytes.finish(frame.cursorColumn(), frame.cursorRow());
  }

  private FirstFrame() {}
}
