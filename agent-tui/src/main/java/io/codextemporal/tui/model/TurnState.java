package io.codextemporal.tui.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the session does, as the status row tells it.
 *
 * @param since when the turn began; null when no turn runs
 * @param detail why it sleeps; else empty
 * @param until when it wakes; null unless it sleeps
 */
public record TurnState(
    Phase phase, @Nullable Instant since, String detail, @Nullable Instant until) {
  public static final TurnState IDLE = new TurnState(Phase.IDLE, null, "", null);

  /** The kinds of doing. */
  public enum Phase {
    IDLE,
    WORKING,
    INTERRUPTING,
    SLEEPING
  }

  public static TurnState working(Instant since) {
    return new TurnState(Phase.WORKING, since, "", null);
  }

  public boolean isRunning() {
    return phase != Phase.IDLE;
  }

  public TurnState in(Phase next) {
    return new TurnState(next, since, "", null);
  }

  public TurnState asleep(String why, Instant wakes) {
    return new TurnState(Phase.SLEEPING, since, why, wakes);
  }
}
