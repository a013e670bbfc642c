package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Model;
import java.util.Collections;
import java.util.List;

/** What the model looks like. Pure: the same model gives the same frame. */
public final class View {
  public static Frame frame(Model model) {
    List<Cell> blank = Collections.nCopies(model.screen().size().columns(), Cell.BLANK);
    return new Frame(
        model.screen().size(), Collections.nCopies(model.screen().size().rows(), blank), 0, 0);
  }

  private View() {}
}
