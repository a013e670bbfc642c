package io.codextemporal.tui.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the session does, as the status row tells it.
 *
 * @param since when the turn began; null when no turn runs
 * @param detail why it sleeps; else empty
 * @param until when it wakes; null unless it sleeps
 * @param heard whether its first message stands in the transcript already
 */
public record TurnState(
    Phase phase, @Nullable Instant since, String detail, @Nullable Instant until, boolean heard) {
  public static final TurnState IDLE = new TurnState(Phase.IDLE, null, "", null, false);

  /** The kinds of doing. */
  public enum Phase {
    IDLE,
    WORKING,
    INTERRUPTING,
    SLEEPING
  }

  public static TurnState working(Instant since) {
    return new TurnState(Phase.WORKING, since, "", null, false);
  }

  public boolean isRunning() {
    return phase != Phase.IDLE;
  }

  public TurnState in(Phase next) {
    return new TurnState(next, since, "", null, heard);
  }

  public TurnState asleep(String why, Instant wakes) {
    return new TurnState(Phase.SLEEPING, since, why, wakes, heard);
  }

  public TurnState hearing() {
    return new TurnState(phase, since, detail, until, true);
  }
}
