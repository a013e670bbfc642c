package io.codextemporal.worker.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waits for a condition, looking every 10 ms, and fails with its name when time is up. */
public final class Await {
  /** Waits until {@code condition} holds. */
  public static void until(String what, Duration patience, Callable<Boolean> condition)
      throws Exception {
    value(what, patience, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  /** Waits until there is a value. */
  public static <T> T value(String what, Duration patience, Callable<Optional<T>> source)
      throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> found = source.call();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + patience.toMillis() + " ms in vain until " + what);
      }
      Thread.sleep(10);
    }
  }

  private Await() {}
}
