package io.codextemporal.worker.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Durations that one thing took, nanoseconds; never empty. Immutable. */
public record Sample(long[] sorted) {
  public Sample {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("a sample needs a measurement");
    }
    sorted = sorted.clone();
    Arrays.sort(sorted);
  }

  /** Times {@code work}: some rounds that do not count, then those that do. */
  public static Sample of(int warmUp, int rounds, Callable<?> work) throws Exception {
    for (int i = 0; i < warmUp; i++) {
      work.call();
    }
    long[] took = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      work.call();
      took[i] = System.nanoTime() - start;
    }
    return new Sample(took);
  }

  /** The value that {@code share} of all lie at or below, 0.5 for the median; milliseconds. */
  public double millis(double share) {
    int at = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, at)] / 1e6;
  }

  /** {@code 31 / 40 / 55 ms (n 20)}: median, ninth decile, worst. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s / %s / %s ms (n %d)",
        shown(millis(0.5)),
        shown(millis(0.9)),
        shown(millis(1)),
        sorted.length);
  }

  private static String shown(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
  }
}
