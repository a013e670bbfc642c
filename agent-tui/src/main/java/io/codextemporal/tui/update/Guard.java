package io.codextemporal.tui.update;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps keys that were meant for something else from answering a request that has just popped up.
 */
final class Guard {
  private static final Duration AFTER_SHOWN = Duration.ofMillis(500);
  private static final Duration AFTER_EDIT = Duration.ofSeconds(1);

  /**
   * Whether a letter or Enter counts yet. The draft holds it up only while the request is new: an
   * edit before it was shown.
   */
  static boolean lets(Instant pressed, Instant shown, Instant edited) {
    boolean seen = !pressed.isBefore(shown.plus(AFTER_SHOWN));
    boolean typing = pressed.isBefore(edited.plus(AFTER_EDIT));
    return seen && !typing;
  }

  private Guard() {}
}
