package io.codextemporal.activities.journal;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Named places at which a worker can be told to die, to prove that dying there loses nothing.
 *
 * <p>Inert unless the JVM was started with {@code -Dct.crash=POINT:N}: the Nth pass of POINT then
 * halts the process at once, with no hook, no flush and exit status 137, as kill -9 would. Safe for
 * any thread.
 */
public final class CrashPoints {
  private static final @Nullable Countdown ARMED = parse(System.getProperty("ct.crash", ""));

  /** Dies here if this pass is the one that was asked for. */
  public static void pass(String point) {
    if (ARMED != null && ARMED.reached(point)) {
      Runtime.getRuntime().halt(137);
    }
  }

  static @Nullable Countdown parse(String spec) {
    int colon = spec.lastIndexOf(':');
    if (spec.isBlank()) {
      return null;
    }
    if (colon < 0) {
      return new Countdown(spec, 1);
    }
    return new Countdown(spec.substring(0, colon), Integer.parseInt(spec.substring(colon + 1)));
  }

  /** One point and how many passes of it are left. */
  static final class Countdown {
    private final String point;
    private final AtomicInteger left;

    Countdown(String point, int passes) {
      this.point = point;
      this.left = new AtomicInteger(passes);
    }

    boolean reached(String passed) {
      return point.equals(passed) && left.decrementAndGet() == 0;
    }
  }

  private CrashPoints() {}
}
