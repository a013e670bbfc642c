package io.codextemporal.loop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: what may break into a turn between two steps. */
public interface Interruption {
  /** Who interrupted the turn, or null. */
  @Nullable String requestedBy();

  /** Messages that came into the running turn since last asked, oldest first. */
  List<Steering> takeSteers();

  /** Sleeps on a durable timer. */
  Waking sleepUntil(Instant until);

  /** Whether the run must end between two iterations so that its history stays small. */
  boolean mustContinueAsNew();

  /** A message into the running turn. */
  record Steering(io.codextemporal.protocol.OpId op, String from, String text) {}

  /** Why a sleep ended. */
  enum Waking {
    ELAPSED,
    WOKEN,
    STEERED,
    INTERRUPTED
  }
}
