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
import java.util.Optional;

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

  private static final int SHORTER_THAN_A_MOVE = 3;

  private final Sink sink;
  private final boolean colours;
  private final Map<Cell, TextCharacter> characters = new HashMap<>();
  private final boolean inline;
  private List<List<Cell>> passing = List.of();
  private List<List<Cell>> shown = List.of();
  private List<List<Cell>> next = List.of();
  private int[] hashes = {};
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
    screen.next = frame.rows();
    screen.fill();
    screen.getBackBuffer().copyTo(screen.getFrontBuffer());
    screen.hashes = screen.nextHashes();
    screen.shown = frame.rows();
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
    if (stale) {
      shown = List.of();
    }
    next = frame.rows();
    fill();
    cursorColumn = frame.cursorColumn();
    cursorRow = frame.cursorRow();
    refresh(stale ? RefreshType.COMPLETE : RefreshType.DELTA);
    stale = false;
    shown = next;
  }

  /** Whether a row is the very one that the last frame had there. */
  private boolean isSame(int row) {
    return row < shown.size() && shown.get(row) == next.get(row);
  }

  private void fill() {
    ScreenBuffer buffer = getBackBuffer();
    for (int row = 0; row < next.size(); row++) {
      List<Cell> cells = next.get(row);
      for (int column = 0; column < cells.size() && !isSame(row); column++) {
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
    int[] coming = nextHashes();
    boolean moved = type == RefreshType.COMPLETE || !passing.isEmpty();
    if (type == RefreshType.COMPLETE) {
      if (inline) {
        bytes.wipe(getTerminalSize().getRows());
      } else {
        bytes.clear();
      }
      blank(getFrontBuffer());
    } else if (!inline) {
      Optional<Scroll> found = Scroll.find(hashes, coming);
      moved |= found.isPresent();
      found.ifPresent(scroll -> {
        bytes.scroll(scroll);
        getFrontBuffer().scrollLines(scroll.top(), scroll.bottom(), scroll.lines());
        blankOpened(scroll);
      });
    }
    hashes = coming;
    if (!passing.isEmpty()) {
      bytes.pass(passing, getTerminalSize().getRows());
      blank(getFrontBuffer());
    }
    for (int row = 0; row < getTerminalSize().getRows(); row++) {
      if (moved || !isSame(row)) {
        writeRow(bytes, row);
      }
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
        bridge(bytes, column, row);
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

  /**
   * Writes what stays as it is between here and where the cursor stands, where a move is longer.
   */
  private void bridge(FrameBytes bytes, int column, int row) {
    int from = bytes.column(row);
    if (from < 0 || from >= column || column - from > SHORTER_THAN_A_MOVE) {
      return;
    }
    for (int i = from; i < column; i++) {
      if (!bytes.isPlainly(cell(getBackBuffer(), i, row))) {
        return;
      }
    }
    for (int i = from; i < column; i++) {
      bytes.cell(i, row, cell(getBackBuffer(), i, row));
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

  /** A hash of each coming row; those of rows that stay are known. */
  private int[] nextHashes() {
    int[] coming = new int[next.size()];
    for (int row = 0; row < coming.length; row++) {
      boolean known = isSame(row) && row < hashes.length;
      coming[row] = known ? hashes[row] : next.get(row).hashCode();
    }
    return coming;
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
