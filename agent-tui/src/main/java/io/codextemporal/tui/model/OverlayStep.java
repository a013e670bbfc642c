package io.codextemporal.tui.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key did to an overlay.
 *
 * @param next what it is from now on; null closes it
 */
public record OverlayStep(@Nullable Overlay next, List<Intent> intents) {
  public OverlayStep {
    intents = List.copyOf(intents);
  }

  public static OverlayStep stay(Overlay next, Intent... intents) {
    return new OverlayStep(next, List.of(intents));
  }

  public static OverlayStep close(Intent... intents) {
    return new OverlayStep(null, List.of(intents));
  }
}
