package io.codextemporal.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is told to go. */
final class ManualClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-24T08:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  void advanceTo(Instant then) {
    now = then.isAfter(now) ? then : now;
  }
}
