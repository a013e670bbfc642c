package io.codextemporal.worker.server;

import io.codextemporal.tui.cli.CliFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the private server of a home from within a process that needs it, and replaces one that
 * is dead or answers only errors. What the user stopped it leaves. Runs on a thread of its own
 * until closed; several processes may watch the same server, one of them replaces it.
 */
public final class ServerHealer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerHealer.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ServerSupervisor supervisor;
  private final Verdict verdict;
  private final Thread thread;

  private ServerHealer(ServerSupervisor supervisor, Verdict verdict) {
    this.supervisor = supervisor;
    this.verdict = verdict;
    this.thread = Thread.ofPlatform().name("server-healer").daemon().unstarted(this::watch);
  }

  /** Begins to watch. */
  public static ServerHealer watch(ServerSupervisor supervisor) {
    ServerHealer healer = new ServerHealer(supervisor, Verdict.WATCH);
    healer.thread.start();
    return healer;
  }

  private void watch() {
    Duration pause = BEAT;
    long wellSince = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(pause);
        Health health = supervisor.health();
        long now = System.nanoTime();
        if (health instanceof Health.Serving || supervisor.stoppedByUser()) {
          wellSince = now;
          pause = BEAT;
        } else if (now - wellSince >= verdict.patience(health).toNanos()) {
          // One that cannot be started is tried again, less and less often.
          pause = replaced(health) ? BEAT : longer(pause);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("closed");
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private boolean replaced(Health health) throws InterruptedException {
    LOG.warn("the Temporal server is not well ({}): replacing it", health);
    try {
      supervisor
          .heal()
          .ifPresent(address -> LOG.info("the Temporal server serves at {}", address.target()));
      return true;
    } catch (CliFailure e) {
      LOG.error("{}; {}", e.getMessage(), e.remedy());
    } catch (RuntimeException e) {
      LOG.error("the Temporal server could not be replaced", e);
    }
    return false;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
