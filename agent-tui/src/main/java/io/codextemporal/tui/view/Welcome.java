package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.List;

/** What an empty transcript shows. */
final class Welcome {
  static List<Line> lines(Model model, int height) {
    if (height < 7) {
      return List.of();
    }
    Theme theme = model.screen().theme();
    int columns = model.screen().size().columns();
    String coming = model.session().place().coming();
    if (!coming.isEmpty()) {
      return List.of(
          Line.EMPTY, Texts.fitted("  " + coming + " …", theme.style(Role.DIM), columns));
    }
    return List.of(
        Line.EMPTY,
        Line.of(
            new Span("  ct", theme.style(Role.TITLE)),
            new Span("  the agent that cannot be killed", theme.style(Role.DIM))),
        Line.EMPTY,
        Texts.fitted(
            "  Close the lid, kill it, come back: the turn goes on.",
            theme.style(Role.DIM),
            columns),
        Texts.fitted("  / commands · @ files · ! shell · ? keys", theme.style(Role.DIM), columns));
  }

  private Welcome() {}
}
