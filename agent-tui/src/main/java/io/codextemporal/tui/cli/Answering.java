package io.codextemporal.tui.cli;

import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.tui.session.SessionFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What the commands share that ask a session and do not start a worker for it. */
final class Answering {
  /** The answer; empty when no worker gives one in that time. */
  static <T> Optional<T> within(Duration patience, Supplier<T> question) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return Optional.of(question.get());
      } catch (SessionFailure e) {
        if (e.kind() != Kind.NO_WORKER) {
          throw e;
        }
        if (System.nanoTime() >= deadline) {
          return Optional.empty();
        }
        pause();
      }
    }
  }

  /** The op is durable and nobody has taken it yet. */
  static CliFailure sent(String machine) {
    return new CliFailure(
        "sent",
        "no worker on " + machine,
        "It is durable and counts once a worker is there: ct worker start",
        ExitCode.UNAVAILABLE);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answering() {}
}
