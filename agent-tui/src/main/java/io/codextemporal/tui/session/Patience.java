package io.codextemporal.tui.session;

import io.codextemporal.config.Machine;
import io.codextemporal.tui.session.SessionFailure.Kind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks a session that needs a worker to answer, and starts this machine's where it is gone. */
public final class Patience {
  /** How long a worker may take to begin to answer after it was started. */
  private static final long STARTING_NANOS = 10_000_000_000L;

  /**
   * The answer to a question.
   *
   * @throws SessionFailure {@link Kind#NO_WORKER}, naming the machine, when nobody answers
   */
  public static <T> T withWorker(Services services, Description session, Supplier<T> question) {
    String machine = session.row().map(row -> row.summary().machine()).orElse(Machine.name());
    boolean here = machine.equals(Machine.name());
    Optional<CompletableFuture<Launcher.Result>> start =
        here ? services.wakeWorker() : Optional.empty();
    start
        .map(CompletableFuture::join)
        .filter(result -> !result.worked())
        .ifPresent(result -> {
          throw noWorker(machine, result.said());
        });
    long deadline = System.nanoTime() + (start.isPresent() ? STARTING_NANOS : 0);
    while (true) {
      try {
        return question.get();
      } catch (SessionFailure e) {
        if (e.kind() != Kind.NO_WORKER) {
          throw e;
        }
        if (System.nanoTime() >= deadline) {
          throw noWorker(machine, e.why());
        }
      }
    }
  }

  /** Nobody on that machine answers. */
  public static SessionFailure noWorker(String machine, String why) {
    String first = why.lines().findFirst().orElse("");
    return new SessionFailure(
        Kind.NO_WORKER,
        "no worker on " + machine,
        first.startsWith("ct: ") ? first.substring(4) : first,
        "Start one there: ct worker start");
  }

  private Patience() {}
}
