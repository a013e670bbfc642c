package io.codextemporal.activities.journal;

import io.codextemporal.config.ProcessMark;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a worker waits for a command: as its parent, or as one who found it running. */
sealed interface CommandWatch permits CommandWatch.Child, CommandWatch.Found, Pty {
  /** Waits at most so long; whether it has ended. */
  boolean awaitEnd(Duration atMost) throws InterruptedException;

  /** The exit code as its parent saw it; null when nobody of us did. */
  @Nullable Integer exitCode();

  /** A child of this process. */
  record Child(Process process) implements CommandWatch {
    @Override
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Integer exitCode() {
      return process.exitValue();
    }
  }

  /** A process that another worker started. */
  record Found(ProcessMark process) implements CommandWatch {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration LAZY = Duration.ofMillis(50);

    @Override
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
      long until = System.nanoTime() + atMost.toNanos();
      while (process.alive()) {
        if (System.nanoTime() >= until) {
          return false;
        }
        Thread.sleep(atMost.compareTo(LAZY) > 0 ? LAZY : STEP);
      }
      return true;
    }

    @Override
    public @Nullable Integer exitCode() {
      return null;
    }
  }
}
