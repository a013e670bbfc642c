package io.codextemporal.workflow;

import io.codextemporal.loop.Interruption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may break into a command of the user's own: an interrupt, and nothing else. */
final class ErrandInterruption implements Interruption {
  private @Nullable String by;

  @Override
  public @Nullable String requestedBy() {
    return by;
  }

  @Override
  public void interrupt(String who) {
    by = by == null ? who : by;
  }

  @Override
  public List<Steering> takeSteers() {
    return List.of();
  }

  @Override
  public Waking sleepUntil(Instant until) {
    return Waking.ELAPSED;
  }

  @Override
  public boolean mustContinueAsNew() {
    return false;
  }
}
