package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowsTest {
  /** Blocks that remember which of them were laid out. */
  private record Counting(List<List<Row>> blocks, List<Integer> asked) implements Blocks {
    @Override
    public int size() {
      return blocks.size();
    }

    @Override
    public List<Row> rows(int index) {
      asked.add(index);
      return blocks.get(index);
    }

    @Override
    public boolean mayHold(int index, String lower) {
      return true;
    }
  }

  @Test
  void scrollingIsMovingOverAllRowsAsIfTheyWereLaidOut() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Counting blocks = blocks(random, 1 + random.nextInt(12));
      List<Row> flat = blocks.blocks().stream().flatMap(List::stream).toList();
      int height = 1 + random.nextInt(9);
      int most = Math.max(0, flat.size() - height);
      @Nullable Anchor anchor = null;
      int top = most;
      for (int i = 0; i < 30; i++) {
        int by = random.nextInt(21) - 10;
        top = Math.clamp(top + by, 0, most);
        anchor = Windows.scrolled(blocks, height, anchor, by);

        TranscriptRows.Window window = Windows.window(blocks, height, anchor);

        assertThat(window.rows())
            .as("seed %d step %d", seed, i)
            .isEqualTo(flat.subList(top, Math.min(flat.size(), top + height)));
        assertThat(window.atEnd()).as("seed %d step %d", seed, i).isEqualTo(top == most);
      }
    }
  }

  @Test
  void onlyWhatIsSeenIsLaidOut() {
    Counting blocks = blocks(new Random(1), 10_000);

    Anchor anchor = Windows.scrolled(blocks, 50, null, -200);
    Windows.window(blocks, 50, anchor);
    Windows.window(blocks, 50, new Anchor(5_000, 0));

    assertThat(blocks.asked().stream().distinct().count()).isLessThan(600);
  }

  @Test
  void aRowThatIsSeenNeedsNoScrolling() {
    Counting blocks = blocks(new Random(3), 100);
    Anchor from = new Anchor(10, 0);
    List<Row> seen = Windows.window(blocks, 20, from).rows();

    for (int index = 0; index < 100; index++) {
      for (int row = 0; row < blocks.blocks().get(index).size(); row++) {
        Anchor wanted = new Anchor(index, row);
        Anchor shown = Windows.showing(blocks, 20, from, wanted);
        Row it = blocks.blocks().get(index).get(row);
        assertThat(Windows.window(blocks, 20, shown).rows()).contains(it);
        if (seen.contains(it)) {
          assertThat(shown).isEqualTo(from);
        }
      }
    }
  }

  @Test
  void anotherWidthKeepsWhatIsReadAtTheTop() {
    String words = "one two three four five six seven eight nine ten";
    for (int from = 5; from < 30; from++) {
      List<Row> before = rows(words, from);
      for (int to = 5; to < 30; to++) {
        List<Row> after = rows(words, to);
        for (int row = 0; row < before.size(); row++) {
          String begin = before.get(row).text().split(" ", 2)[0];
          Anchor anchor = Windows.resettled(before, after, new Anchor(4, row));
          assertThat(anchor.index()).isEqualTo(4);
          assertThat(after.get(anchor.row()).text()).contains(begin);
        }
      }
    }
  }

  private static List<Row> rows(String words, int columns) {
    return Row.wrap(Line.of(words), Span.of(""), Span.of(""), columns);
  }

  private static Counting blocks(Random random, int count) {
    List<List<Row>> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Row> rows = new ArrayList<>();
      int size = random.nextInt(6);
      for (int j = 0; j < size; j++) {
        rows.add(Row.of(i + "." + j, Style.PLAIN));
      }
      blocks.add(rows);
    }
    return new Counting(blocks, new ArrayList<>());
  }
}
