package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Theme;
import java.util.List;

/** How each overlay looks. Pure. */
public final class OverlayView {
  /** At most {@code room.rows()} rows of at most {@code room.columns()} columns. */
  public static Panel panel(Overlay overlay, Size room, Theme theme) {
    return switch (overlay) {
      case Overlay.Help help -> Panel.of(List.of(Line.of("Keys")));
    };
  }

  private OverlayView() {}
}
