package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.asks;
import static io.codextemporal.tui.Screenplay.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Model;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BottomPaneTest {
  private static final List<UnaryOperator<Screenplay>> STATES =
      List.of(
          play -> play,
          Screenplay::connected,
          Screenplay::attached,
          play -> play.attached().happens(started()),
          play -> play.attached().type("a draft ").press("ctrl-j").type("x".repeat(300)),
          play -> play.attached().type("one\n".repeat(2)).press("enter").type("/"),
          play -> play.type("sent before there is a way").press("enter"),
          play ->
              play.attached()
                  .happens(
                      started(),
                      new AgentEvent.QueueChanged(
                          Collections.nCopies(
                              6, new QueuedMessage(new OpId("q"), "tui", "later")))),
          play -> play.attached().happens(started(), asks("a", "make", null)),
          play -> play.attached().press("?"));

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 200})
  void itsHeightIsWhatItDraws(int columns) {
    for (UnaryOperator<Screenplay> state : STATES) {
      Model model = state.apply(new Screenplay(columns, 24)).model();
      boolean full =
          model
              .desk()
              .top()
              .map(top -> top.place() == io.codextemporal.tui.model.Overlay.Place.FULL)
              .orElse(false);
      Model seen = full ? model.with(model.desk().withOverlays(List.of())) : model;
      BottomPane drawn = new BottomPane(seen, new TranscriptRows());
      assertThat(new BottomPane(model, new TranscriptRows()).height())
          .isEqualTo(drawn.panel().rows().size());
    }
  }
}
