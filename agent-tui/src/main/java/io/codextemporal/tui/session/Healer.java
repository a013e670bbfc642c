package io.codextemporal.tui.session;

import io.codextemporal.config.TemporalTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings back what a waiting client needs: the private server, or this machine's worker, when it
 * has been gone for two seconds, unless the user stopped it. A configured server is only waited
 * for, and said. Runs on a thread of its own; tells what it does.
 */
public final class Healer implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration GONE = Duration.ofSeconds(2);

  private final Connection connection;
  private final Household household;
  private final Launcher launcher;
  private final boolean needsWorker;
  private final Consumer<String> tell;
  private final Thread thread;
  private @Nullable CompletableFuture<Launcher.Result> healing;
  private long workerGoneSince;
  private boolean saidSilence;
  private volatile boolean closed;

  /**
   * Begins to look after things.
   *
   * @param needsWorker whether a worker of this machine is needed
   */
  public Healer(
      Connection connection,
      Household household,
      Launcher launcher,
      boolean needsWorker,
      Consumer<String> tell) {
    this.connection = connection;
    this.household = household;
    this.launcher = launcher;
    this.needsWorker = needsWorker;
    this.tell = tell;
    this.thread = Thread.ofPlatform().daemon().name("heal").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(LOOK);
        look(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look at a time of {@link System#nanoTime}. */
  void look(long now) {
    if (healing != null) {
      if (!healing.isDone()) {
        return;
      }
      Launcher.Result result = healing.join();
      healing = null;
      workerGoneSince = 0;
      if (!result.worked()) {
        tell.accept(result.said());
      }
    }
    Optional<Duration> silence = connection.silentFor().filter(gone -> gone.compareTo(GONE) >= 0);
    if (silence.isPresent()) {
      silent();
      return;
    }
    if (saidSilence) {
      saidSilence = false;
      tell.accept("Temporal answers again");
    }
    if (needsWorker) {
      lookForWorker(now);
    }
  }

  private void silent() {
    boolean ours = connection.target() instanceof TemporalTarget.Private;
    boolean stopped = ours && household.wantsNoServer();
    if (!saidSilence) {
      saidSilence = true;
      tell.accept(
          "Temporal ("
              + connection.address()
              + ") does not answer: "
              + connection.lastReason()
              + (stopped
                  ? "; it was stopped: start it with ct server start"
                  : ours ? "; starting it again" : "; waiting for it"));
    }
    if (ours && !stopped) {
      healing = launcher.launch(List.of("server", "start", "--heal"));
    }
  }

  private void lookForWorker(long now) {
    if (household.hasWorker() || household.wantsNoWorker()) {
      workerGoneSince = 0;
    } else if (workerGoneSince == 0) {
      workerGoneSince = now;
    } else if (now - workerGoneSince >= GONE.toNanos() && !household.workerStarts()) {
      tell.accept("no worker lives here; starting one");
      healing = launcher.launch(List.of("worker", "start", "--heal"));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
