package io.codextemporal.loop;

import io.codextemporal.protocol.OpId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Breaks into a turn when a test says so. */
final class FakeInterruption implements Interruption {
  private final List<Steering> steers = new ArrayList<>();
  final List<Instant> sleeps = new ArrayList<>();
  Function<Instant, Waking> sleeper;
  BooleanSupplier suspend = () -> false;
  @Nullable String by;

  FakeInterruption(ManualClock clock) {
    this.sleeper =
        until -> {
          clock.advanceTo(until);
          return Waking.ELAPSED;
        };
  }

  void steer(String op, String text) {
    steers.add(new Steering(new OpId(op), "tui", text, List.of()));
  }

  @Override
  public @Nullable String requestedBy() {
    return by;
  }

  @Override
  public void interrupt(String who) {
    by = who;
  }

  @Override
  public List<Steering> takeSteers() {
    List<Steering> taken = List.copyOf(steers);
    steers.clear();
    return taken;
  }

  @Override
  public Waking sleepUntil(Instant until) {
    sleeps.add(until);
    return sleeper.apply(until);
  }

  @Override
  public boolean mustContinueAsNew() {
    return suspend.getAsBoolean();
  }
}
