package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.cells.Row;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Looking.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectedTest {
  @Test
  void wrappedLinesAreOneAndBlanksOfABreakComeBack() {
    String line = "a paragraph that is a good deal longer than the forty columns there are";
    assertThat(copied(line)).isEqualTo(line);
    String code = "    int x = 1;  // a remark that is too long for the screen";
    assertThat(copied("```\n" + code + "\n```")).isEqualTo(code);
    String word = "w".repeat(90);
    assertThat(copied(word)).isEqualTo(word);
    String cjk = "日本語の文章は空白がないので、どこでも折り返すことができます。";
    assertThat(copied(cjk)).isEqualTo(cjk);
  }

  @Test
  void barsAndBulletsOfTheScreenAreNotCopiedButThoseOfAListAre() {
    assertThat(copied("> quoted words that are long enough to go on in a second row"))
        .isEqualTo("quoted words that are long enough to go on in a second row");
    assertThat(copied("- one item that is long enough to go on in a second row\n  - inner"))
        .isEqualTo("- one item that is long enough to go on in a second row\n  - inner");
  }

  @Test
  void aPartOfARowIsThatPart() {
    List<Row> rows = rows("hello there");
    int y = rows.size() - 1;
    assertThat(Selected.text(rows, new Selection(4, y, 8, y))).isEqualTo("llo t");
    assertThat(Selected.text(rows, new Selection(8, y, 4, y))).isEqualTo("llo t");
  }

  private static String copied(String markdown) {
    List<Row> rows = rows(markdown);
    return Selected.text(rows, new Selection(0, 0, 40, rows.size() - 1)).stripTrailing();
  }

  private static List<Row> rows(String markdown) {
    Screenplay play = new Screenplay(40, 24).attached().happens(started(), agent(markdown));
    return View.shown(play.model(), new TranscriptRows());
  }
}
