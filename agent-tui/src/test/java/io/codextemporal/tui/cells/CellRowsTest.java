package io.codextemporal.tui.cells;

import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Theme;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellRowsTest {
  private static final List<Integer> WIDTHS = List.of(20, 40, 80, 200);

  static Stream<Arguments> kinds() {
    return CellSamples.all().entrySet().stream()
        .map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void looksAsItDidWhenItWasLookedAt(String kind, List<TranscriptCell> cells) {
    StringBuilder shown = new StringBuilder();
    for (int columns : WIDTHS) {
      shown.append("== ").append(columns).append(" columns\n");
      shown.append(CellSamples.shown(CellSamples.rows(cells, columns, Theme.DARK, false)));
    }
    shown.append("== 80 columns, whole\n");
    shown.append(CellSamples.shown(CellSamples.rows(cells, 80, Theme.DARK, true)));
    GoldenFrames.compare("cells/" + kind, shown.toString());
  }
}
