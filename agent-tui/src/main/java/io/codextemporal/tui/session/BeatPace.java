package io.codextemporal.tui.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to ask for streamed text again: just after the next beat is due, so that it is not found
 * half a beat late, and no more often than beats come. Pure; a clock that is far from the server's
 * gives the steady pace.
 */
final class BeatPace {
  static final Duration STEADY = Duration.ofMillis(50);

  /** How long after its time a beat has surely come. */
  private static final Duration SLACK = Duration.ofMillis(8);

  private static final Duration LEAST = Duration.ofMillis(20);

  /**
   * @param beat when the newest beat came, by the server's clock; null when there is none
   * @param now by this machine's clock
   */
  static Duration until(@Nullable Instant beat, Instant now) {
    if (beat == null) {
      return STEADY;
    }
    Duration age = Duration.between(beat, now);
    Duration wait = STEADY.plus(SLACK).minus(age);
    boolean apart = age.isNegative() || wait.isNegative();
    return apart ? STEADY : wait.compareTo(LEAST) < 0 ? LEAST : wait;
  }

  private BeatPace() {}
}
