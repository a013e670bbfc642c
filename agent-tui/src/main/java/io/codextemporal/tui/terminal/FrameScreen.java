package io.codextemporal.tui.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.AbstractScreen;
import com.googlecode.lanterna.screen.ScreenBuffer;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * lanterna's screen with our own way out: what changed between two frames becomes one write,
 * scrolled rows are scrolled by the terminal, and nothing is ever cleared but after a resize.
 *
 * <p>Used by the screen's one thread. It reads no input: the key reader does.
 */
final class FrameScreen extends AbstractScreen {
  private static final TextCharacter BLANK = new StyledCharacter(Cell.BLANK);

  /** So many different cells are kept as lanterna wants them; making one is slow. */
  private static final int KEPT = 4_096;

  private final Sink sink;
  private final boolean colours;
  private final Map<Cell, TextCharacter> characters = new HashMap<>();
  private final boolean inline;
  private List<List<Cell>> passing = List.of();
  private boolean stale = true;
  private int cursorColumn = -1;
  private int cursorRow;

  FrameScreen(Size size, Sink sink, boolean colours) {
    this(size, sink, colours, false);
  }

  /** {@code inline} where the terminal keeps what is scrolled out: then nothing is scrolled. */
  FrameScreen(Size size, Sink sink, boolean colours, boolean inline) {
    super(new TerminalSize(size.columns(), size.rows()), BLANK);
    this.sink = sink;
    this.colours = colours;
    this.inline = inline;
  }

  /** Shows a frame below rows that leave the screen at its top. */
  void show(Frame frame, List<List<Cell>> passed) throws IOException {
    passing = passed;
    show(frame);
    passing = List.of();
  }

  /** A screen whose terminal shows a frame already. */
  static FrameScreen showing(Frame frame, Sink sink, boolean colours, boolean inline) {
    FrameScreen screen = new FrameScreen(frame.size(), sink, colours, inline);
    screen.fill(frame);
    screen.getBackBuffer().copyTo(screen.getFrontBuffer());
    screen.stale = false;
    return screen;
  }

  /** Shows a frame; one of another size than the last is painted from nothing. */
  void show(Frame frame) throws IOException {
    TerminalSize size = new TerminalSize(frame.size().columns(), frame.size().rows());
    if (!size.equals(getTerminalSize())) {
      addResizeRequest(size);
      doResizeIfNecessary();
      stale = true;
    }
    fill(frame);
    cursorColumn = frame.cursorColumn();
    cursorRow = frame.cursorRow();
    refresh(stale ? RefreshType.COMPLETE : RefreshType.DELTA);
    stale = false;
  }

  private void fill(Frame frame) {
    ScreenBuffer buffer = getBackBuffer();
    for (int row = 0; row < frame.rows().size(); row++) {
      List<Cell> cells = frame.rows().get(row);
      for (int column = 0; column < cells.size(); column++) {
        Cell cell = cells.get(column);
        if (!cell(buffer, column, row).equals(cell)) {
          buffer.setCharacterAt(column, row, character(cell));
        }
      }
    }
  }

  private TextCharacter character(Cell cell) {
    if (characters.size() >= KEPT) {
      characters.clear();
    }
    return characters.computeIfAbsent(cell, StyledCharacter::new);
  }

  /** The next frame is painted from nothing: the terminal may show anything. */
  void forget() {
    stale = true;
  }

  @Override
  public void refresh(RefreshType type) throws IOException {
    FrameBytes bytes = new FrameBytes(colours);
    if (type == RefreshType.COMPLETE) {
      if (inline) {
        bytes.wipe(getTerminalSize().getRows());
      } else {
        bytes.clear();
      }
      blank(getFrontBuffer());
    } else if (!inline) {
      Scroll.find(hashes(getFrontBuffer()), hashes(getBackBuffer()))
          .ifPresent(scroll -> {
            bytes.scroll(scroll);
            getFrontBuffer().scrollLines(scroll.top(), scroll.bottom(), scroll.lines());
            blankOpened(scroll);
          });
    }
    if (!passing.isEmpty()) {
      bytes.pass(passing, getTerminalSize().getRows());
      blank(getFrontBuffer());
    }
    for (int row = 0; row < getTerminalSize().getRows(); row++) {
      writeRow(bytes, row);
    }
    sink.write(bytes.finish(cursorColumn, cursorRow));
    getBackBuffer().copyTo(getFrontBuffer());
  }

  private void writeRow(FrameBytes bytes, int row) {
    int columns = getTerminalSize().getColumns();
    int blankFrom = columns;
    while (blankFrom > 0 && cell(getBackBuffer(), blankFrom - 1, row).equals(Cell.BLANK)) {
      blankFrom--;
    }
    for (int column = 0; column < blankFrom; column++) {
      Cell now = cell(getBackBuffer(), column, row);
      if (now.width() > 0 && changed(column, row, now.width())) {
        bytes.cell(column, row, now);
      }
    }
    for (int column = blankFrom; column < columns; column++) {
      if (!cell(getFrontBuffer(), column, row).equals(Cell.BLANK)) {
        bytes.eraseToEnd(blankFrom, row);
        return;
      }
    }
  }

  private boolean changed(int column, int row, int width) {
    for (int i = column; i < column + width && i < getTerminalSize().getColumns(); i++) {
      if (!cell(getBackBuffer(), i, row).equals(cell(getFrontBuffer(), i, row))) {
        return true;
      }
    }
    return false;
  }

  private static Cell cell(ScreenBuffer buffer, int column, int row) {
    return buffer.getCharacterAt(column, row) instanceof StyledCharacter styled
        ? styled.cell()
        : Cell.BLANK;
  }

  private int[] hashes(ScreenBuffer buffer) {
    int[] hashes = new int[getTerminalSize().getRows()];
    for (int row = 0; row < hashes.length; row++) {
      int hash = 1;
      for (int column = 0; column < getTerminalSize().getColumns(); column++) {
        hash = 31 * hash + cell(buffer, column, row).hashCode();
      }
      hashes[row] = hash;
    }
    return hashes;
  }

  private void blankOpened(Scroll scroll) {
    int from = scroll.lines() > 0 ? scroll.bottom() - scroll.lines() + 1 : scroll.top();
    for (int row = from; row < from + Math.abs(scroll.lines()); row++) {
      blankRow(getFrontBuffer(), row);
    }
  }

  private void blank(ScreenBuffer buffer) {
    for (int row = 0; row < getTerminalSize().getRows(); row++) {
      blankRow(buffer, row);
    }
  }

  private void blankRow(ScreenBuffer buffer, int row) {
    for (int column = 0; column < getTerminalSize().getColumns(); column++) {
      buffer.setCharacterAt(column, row, BLANK);
    }
  }

  @Override
  public void startScreen() {
    stale = true;
  }

  @Override
  public void stopScreen() {
    stale = true;
  }

  @Override
  public KeyStroke pollInput() {
    throw new UnsupportedOperationException("keys come from the key reader");
  }

  @Override
  public KeyStroke readInput() {
    throw new UnsupportedOperationException("keys come from the key reader");
  }

  @Override
  public TerminalPosition getCursorPosition() {
    return new TerminalPosition(Math.max(0, cursorColumn), cursorRow);
  }

  /** Where the bytes go: one write a frame. */
  interface Sink {
    void write(byte[] bytes) throws IOException;
  }
}
