package io.codextemporal.worker.server;

import io.codextemporal.config.HeldLock;
import io.codextemporal.config.Places;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts, heals and stops the private server of one home. Whatever starts it at once, one server
 * ends up on the database: everything that changes anything happens under a lock beside it. The
 * database is never deleted. Safe for use by many threads and many processes.
 */
public final class ServerSupervisor {
  private static final Duration PROBE = Duration.ofSeconds(3);
  private static final Duration QUICK_PROBE = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  /** Longer than a build of the server takes: the one who builds holds the lock. */
  private static final Duration LOCK = Duration.ofMinutes(15);

  private static final Duration LOCK_UNSAID = Duration.ofSeconds(2);

  private final Places places;
  private final ServerFiles files;
  private final ServerStart start;
  private final Consumer<String> progress;
  private final ServerProbe probe = new ServerProbe();

  /**
   * @param binaries asked for only when a server must be started
   * @param progress takes lines for a person to read while something takes long
   */
  public ServerSupervisor(
      Places places, Supplier<BinaryFinder> binaries, Consumer<String> progress) {
    this.places = places;
    this.files = ServerFiles.of(places);
    this.progress = progress;
    this.start = new ServerStart(places, files, binaries, progress);
  }

  /**
   * For a command that needs the server: returns one that answers, starting or replacing it where
   * needed. Ends the state in which {@code ct server stop} left it.
   *
   * @throws CliFailure when there is none afterwards, with the reason and the remedy
   */
  public ServerAddress ensureRunning() throws InterruptedException {
    Optional<ServerAddress> serving = serving();
    if (serving.isPresent()) {
      files.forgetStop();
      return serving.get();
    }
    try (HeldLock _ = lock()) {
      files.forgetStop();
      return startLocked(Verdict.CAREFUL);
    }
  }

  /**
   * For one who has seen it dead for a while: replaces it, unless the user stopped it. Harmless
   * when it serves after all.
   *
   * @return empty when the user stopped it
   */
  public Optional<ServerAddress> heal() throws InterruptedException {
    if (files.stoppedByUser()) {
      return Optional.empty();
    }
    try (HeldLock _ = lock()) {
      return files.stoppedByUser() ? Optional.empty() : Optional.of(startLocked(Verdict.CONFIRM));
    }
  }

  /**
   * Begins with an empty database; the one that is there is moved aside, together with a server
   * that may run on it being ended.
   *
   * @return where the old database is; empty when there was none
   */
  public Optional<Path> setDatabaseAside() throws InterruptedException {
    try (HeldLock _ = lock()) {
      endLocked();
      return files.moveDatabaseAside();
    }
  }

  /**
   * Ends the server and remembers that the user wanted it so.
   *
   * @return whether one ran
   */
  public boolean stop() throws InterruptedException {
    files.markStoppedByUser();
    try (HeldLock _ = lock()) {
      files.markStoppedByUser();
      return endLocked();
    }
  }

  /**
   * Ends a server that nothing needs any more; the next command or healer that needs one starts it
   * again.
   */
  public void retire() throws InterruptedException {
    try (HeldLock _ = lock()) {
      endLocked();
    }
  }

  /** Looks, changes nothing. */
  public ServerStatus status() {
    Optional<ServerAddress> address = ServerAddress.read(places);
    if (address.isEmpty()) {
      return status(false, address, files.stoppedByUser() ? "it was stopped" : "it is not started");
    }
    if (!address.get().process().alive()) {
      return status(false, address, "its process " + address.get().process().pid() + " is gone");
    }
    return switch (probe.check(address.get().httpPort(), PROBE)) {
      case Health.Serving serving ->
          status(
              true,
              address,
              Files.exists(files.database())
                  ? ""
                  : "its database file was deleted while it runs: what it holds ends with it");
      case Health.Erring bad -> status(false, address, "it answers only errors: " + bad.reason());
      case Health.Silent bad -> status(false, address, bad.reason());
      case Health.Gone bad -> status(false, address, bad.reason());
    };
  }

  /** How the server at the recorded address is; {@link Health.Gone} when there is none. */
  Health health() {
    Optional<ServerAddress> address = ServerAddress.read(places);
    if (address.isEmpty() || !address.get().process().alive()) {
      return new Health.Gone("no process");
    }
    return probe.check(address.get().httpPort(), PROBE);
  }

  boolean stoppedByUser() {
    return files.stoppedByUser();
  }

  private ServerStatus status(boolean running, Optional<ServerAddress> address, String why) {
    return new ServerStatus(
        running, address, files.database(), files.log(), files.stoppedByUser(), why);
  }

  private Optional<ServerAddress> serving() {
    return ServerAddress.read(places)
        .filter(address -> address.process().alive())
        .filter(address -> probe.check(address.httpPort(), QUICK_PROBE) instanceof Health.Serving);
  }

  private ServerAddress startLocked(Verdict verdict) throws InterruptedException {
    Optional<ServerAddress> before = ServerAddress.read(places);
    if (before.isPresent()) {
      Optional<ServerAddress> recovered = judge(before.get(), verdict);
      if (recovered.isPresent()) {
        return recovered.get();
      }
      new ServerProcess(before.get().process()).kill();
    }
    // A starter that was killed leaves a server without an address.
    Optional<ServerProcess> leftover = ServerProcess.holding(files.database());
    if (leftover.isPresent()) {
      leftover.get().kill();
    }
    return start.start();
  }

  /** Watches a server for as long as its state is borne; returns it when it serves. */
  private Optional<ServerAddress> judge(ServerAddress address, Verdict verdict)
      throws InterruptedException {
    long began = System.nanoTime();
    while (address.process().alive()) {
      Health health = probe.check(address.httpPort(), PROBE);
      if (health instanceof Health.Serving) {
        return Optional.of(address);
      }
      if (System.nanoTime() - began >= verdict.patience(health).toNanos()) {
        return Optional.empty();
      }
      Thread.sleep(STEP);
    }
    return Optional.empty();
  }

  private boolean endLocked() throws InterruptedException {
    Optional<ServerProcess> process =
        ServerAddress.read(places)
            .map(address -> new ServerProcess(address.process()))
            .filter(ServerProcess::alive)
            .or(() -> ServerProcess.holding(files.database()));
    if (process.isPresent()) {
      process.get().end(STOP_GRACE);
    }
    try {
      Files.deleteIfExists(ServerAddress.file(places));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + ServerAddress.file(places), e);
    }
    return process.isPresent();
  }

  private HeldLock lock() throws InterruptedException {
    Optional<HeldLock> lock = HeldLock.take(files.lock(), LOCK_UNSAID);
    if (lock.isEmpty()) {
      progress.accept("waiting for another ct that starts or stops the Temporal server");
      lock = HeldLock.take(files.lock(), LOCK);
    }
    return lock.orElseThrow(() ->
        new CliFailure(
            "the private Temporal server",
            "another ct has been starting or stopping it for " + LOCK.toMinutes() + " minutes",
            "Look which process holds " + files.lock() + " and end it.",
            ExitCode.UNAVAILABLE));
  }
}
