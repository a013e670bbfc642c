package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.Size;

/** How much of the screen an overlay may take. Pure. */
public final class Room {
  private static final int POPUP = 8;
  private static final int SMALL = 12;

  /** The most it may take on a screen of that size. */
  public static Size of(Overlay overlay, Size screen) {
    return new Size(
        screen.columns(),
        switch (overlay.place()) {
          case ABOVE_COMPOSER -> Math.max(1, Math.min(POPUP, screen.rows() / 3));
          case INSTEAD_OF_COMPOSER ->
              Math.max(screen.rows() * 2 / 3, Math.min(screen.rows() - 3, SMALL));
          case FULL -> screen.rows();
        });
  }

  private Room() {}
}
