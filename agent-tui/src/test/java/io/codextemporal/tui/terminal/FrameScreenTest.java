package io.codextemporal.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Hue;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;

/** What the painter writes is read by a terminal of someone else's, and shows the frame. */
class FrameScreenTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void anyFramesInAnyOrderAreShownAsTheyAre() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Size size = new Size(2 + random.nextInt(40), 2 + random.nextInt(20));
      FrameScreen screen = new FrameScreen(size, written::write, true);
      ScreenTerminal terminal = new ScreenTerminal(size.columns(), size.rows());
      List<List<Cell>> rows = random(random, size);
      for (int step = 0; step < 12; step++) {
        rows = next(random, rows, size);
        screen.show(new Frame(size, rows, random.nextInt(size.columns()), 0));
        terminal.write(written.toString(StandardCharsets.UTF_8));
        written.reset();
        assertShown(terminal, rows, size, "seed " + seed + " step " + step);
      }
    }
  }

  @Test
  void aScrolledFrameIsFewBytesAndOneWrite() throws IOException {
    Size size = new Size(200, 50);
    List<byte[]> writes = new ArrayList<>();
    FrameScreen screen = new FrameScreen(size, writes::add, true);
    List<List<Cell>> rows = new ArrayList<>();
    for (int row = 0; row < size.rows(); row++) {
      rows.add(text("line " + row + " with some words in it ".repeat(5), size.columns()));
    }
    screen.show(new Frame(size, rows, 0, 0));
    Collections.rotate(rows, -1);
    rows.set(49, text("a new line", 200));
    screen.show(new Frame(size, rows, 0, 0));

    assertThat(writes).hasSize(2);
    assertThat(writes.get(1).length).isLessThan(500);
    assertThat(new String(writes.get(1), StandardCharsets.UTF_8)).doesNotContain("[2J");
  }

  @Test
  void anUnchangedFrameMovesOnlyTheCursor() throws IOException {
    Size size = new Size(80, 24);
    FrameScreen screen = new FrameScreen(size, written::write, true);
    List<List<Cell>> rows = random(new Random(1), size);
    screen.show(new Frame(size, rows, 0, 0));
    written.reset();
    screen.show(new Frame(size, rows, 5, 3));

    assertThat(written.size()).isLessThan(50);
    assertThat(written.toString(StandardCharsets.UTF_8)).contains("\u001b[4;6H");
  }

  private static List<List<Cell>> next(Random random, List<List<Cell>> rows, Size size) {
    List<List<Cell>> next = new ArrayList<>(rows);
    switch (random.nextInt(4)) {
      case 0 -> Collections.rotate(next, random.nextInt(size.rows()) - size.rows() / 2);
      case 1 -> next.set(random.nextInt(size.rows()), row(random, size.columns()));
      case 2 -> {
        int from = random.nextInt(size.rows());
        Collections.rotate(next.subList(0, from), 1);
      }
      default -> {
        return random(random, size);
      }
    }
    return next;
  }

  private static List<List<Cell>> random(Random random, Size size) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < size.rows(); i++) {
      rows.add(row(random, size.columns()));
    }
    return rows;
  }

  private static List<Cell> row(Random random, int columns) {
    List<Cell> row = new ArrayList<>();
    int words = random.nextInt(columns + 1);
    while (row.size() < columns) {
      Style style = random.nextInt(4) > 0 ? Style.PLAIN : style(random);
      if (row.size() >= words) {
        row.add(Cell.BLANK);
      } else if (random.nextInt(8) == 0 && row.size() + 2 <= columns) {
        row.add(new Cell("日", 2, style));
        row.add(new Cell("", 0, style));
      } else {
        row.add(new Cell(Character.toString('a' + random.nextInt(26)), 1, style));
      }
    }
    return List.copyOf(row);
  }

  private static Style style(Random random) {
    Hue hue = Hue.values()[random.nextInt(Hue.values().length)];
    return new Style(hue, Hue.DEFAULT, random.nextInt(32), null);
  }

  private static List<Cell> text(String text, int columns) {
    List<Cell> row = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      row.add(i < text.length() ? new Cell(text.substring(i, i + 1), 1, Style.PLAIN) : Cell.BLANK);
    }
    return row;
  }

  private static void assertShown(
      ScreenTerminal terminal, List<List<Cell>> rows, Size size, String where) {
    long[] cells = new long[size.columns() * size.rows()];
    terminal.dump(cells, new int[2]);
    for (int row = 0; row < size.rows(); row++) {
      for (int column = 0; column < size.columns(); column++) {
        Cell cell = rows.get(row).get(column);
        if (cell.width() > 0) {
          long shown = cells[row * size.columns() + column];
          String place = where + " row " + row + " column " + column;
          assertThat(Character.toString(ScreenTerminal.cellCodePoint(shown)))
              .as(place)
              .isEqualTo(cell.cluster());
          assertThat(ScreenTerminal.cellBold(shown))
              .as(place)
              .isEqualTo(cell.style().has(Style.BOLD));
          assertThat(ScreenTerminal.cellHasForeground(shown))
              .as(place)
              .isEqualTo(cell.style().foreground() != Hue.DEFAULT);
        }
      }
    }
  }
}
