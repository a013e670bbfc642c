package io.codextemporal.tui.update;

import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.Size;
import java.time.Instant;

/** What a key does to the overlay that has the keys. Pure. */
public final class Overlays {
  public static OverlayStep press(Overlay overlay, Key key, Size size, Instant at) {
    return switch (overlay) {
      case Overlay.Help help -> help(help, key);
    };
  }

  private static OverlayStep help(Overlay.Help help, Key key) {
    return switch (key.name()) {
      case ESCAPE -> OverlayStep.close();
      case UP -> OverlayStep.stay(new Overlay.Help(Math.max(0, help.top() - 1)));
      case DOWN -> OverlayStep.stay(new Overlay.Help(help.top() + 1));
      default -> OverlayStep.stay(help, new Intent.Pass());
    };
  }

  private Overlays() {}
}
