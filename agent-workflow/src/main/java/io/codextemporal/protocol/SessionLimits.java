package io.codextemporal.protocol;

import java.time.Duration;

/** The bounds a session keeps; the {@code [temporal]} table of config.toml. */
public record SessionLimits(
    int maxIterations,
    long continueAsNewEvents,
    long continueAsNewBytes,
    Duration heartbeatInterval,
    Duration outagePatience) {
  public static final SessionLimits DEFAULT =
      new SessionLimits(500, 4_000, 4_000_000, Duration.ofMillis(50), Duration.ofHours(6));
}
