package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.HeldLock;
import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.config.TemporalReach;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerNow;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import io.codextemporal.wire.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's life in this process: takes its name, tells about itself, polls, looks after the dead
 * every two seconds, and drains when told to.
 *
 * <p>{@link #run} blocks until the end and is called once. A stop is no interrupt: what runs gets
 * the grace time, then goes back to the server for the next worker; commands run on.
 */
public final class WorkerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration REACH = Duration.ofSeconds(2);
  private static final long REDIAL_MILLIS = 200;

  private final WorkerSettings settings;
  private final WorkerParts parts;
  private final Keyring keys;
  private final PrivateServer server;
  private final WorkerFiles files;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean ending;

  /** Whether the last look at dead workers went well: a server's outage is said once. */
  private volatile boolean settled = true;

  private volatile WorkerRecord self;

  /** {@code keys} seal everything that goes to the server. */
  public WorkerProcess(
      WorkerSettings settings, WorkerParts parts, Keyring keys, PrivateServer server) {
    this.settings = settings;
    this.parts = parts;
    this.keys = keys;
    this.server = server;
    this.files = new WorkerFiles(settings.places());
    this.self = settings.newRecord();
  }

  /** Asks for the end; returns at once. Any thread. */
  public void stop() {
    stop.countDown();
  }

  /** Lives; gives the exit code. */
  public int run() throws IOException, InterruptedException {
    try (HeldLock name = takeName();
        HeldLock _ = HeldLock.tryTake(files.processLock(self.id())).orElseThrow();
        AttemptFile attempts = new AttemptFile(files.attempts(self.id()));
        PrivateServer.Watch _ = server.watch()) {
      tell(self);
      StopSignals.handle(this::stop);
      Thread.ofVirtual().start(parts::warmUp);
      Optional<Polling> polling = connect(attempts);
      if (polling.isPresent()) {
        live(polling.get(), attempts, name);
      } else {
        files.forget(self.id());
      }
    }
    return ExitCode.OK;
  }

  private void live(Polling polling, AttemptFile attempts, HeldLock name)
      throws InterruptedException {
    try (HealthSocket health = HealthSocket.open(files.socket(self.id()), () -> self, attempts)) {
      Takeover takeover = new Takeover(files, settings.machine(), polling.affairs());
      Thread first = Thread.ofVirtual().start(() -> settle(takeover));
      polling.start(settings, self.id(), parts);
      first.join();
      change(told -> told.withSocket(health.file()).withPolls(true));
      LOG.info("worker {} polls {} at {}", self.identity(), self.queues(), polling.endpoint());
      boolean idle = keepHouse(takeover, polling, attempts);
      end(polling, name);
      if (idle) {
        server.end();
      }
    }
  }

  /** Until told to stop; true when there is nothing left to do in this home. */
  private boolean keepHouse(Takeover takeover, Polling polling, AttemptFile attempts)
      throws InterruptedException {
    RestingHeap heap = new RestingHeap();
    while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
      settle(takeover);
      settings.target().endpoint().ifPresent(this::tellServer);
      heap.look(attempts.quietNanos());
      if (settings.target() instanceof TemporalTarget.Private
          && attempts.quietNanos() >= settings.idleExit().toNanos()
          && polling.affairs().nothingToDo()) {
        LOG.info("nothing to do for {}: leaving, the server too", settings.idleExit());
        return true;
      }
    }
    return false;
  }

  /** Order matters: nothing new, then room for the next of this name, then the grace time. */
  private void end(Polling polling, HeldLock name) {
    boolean commandsToo = Files.exists(files.stopOrder(self.id()));
    LOG.info("stopping{}", commandsToo ? ", and the commands it runs" : "");
    polling.stopPolling();
    parts.stopping();
    change(told -> told.withPolls(false));
    name.close();
    if (commandsToo) {
      LOG.info("{} commands ended", parts.endCommands());
    }
    polling.drain(settings.grace(), () -> ending = true);
    parts.drained();
  }

  private void settle(Takeover takeover) {
    try {
      takeover.settle();
      settled = true;
    } catch (RuntimeException e) {
      if (settled) {
        LOG.warn("cannot settle a dead worker's affairs now: {}", e.getMessage());
      }
      settled = false;
    }
  }

  /** Dials until somebody answers, wherever the server then is; empty when told to stop. */
  private Optional<Polling> connect(AttemptFile attempts) throws InterruptedException {
    boolean said = false;
    do {
      Optional<TemporalEndpoint> endpoint = settings.target().endpoint();
      if (endpoint.isPresent()) {
        Polling polling =
            Polling.connect(
                endpoint.get(),
                settings.places(),
                self,
                keys,
                parts,
                attempts,
                new WireWatch(attempts, queue -> change(told -> told.withStickyQueue(queue))),
                () -> ending);
        TemporalReach reach = polling.reach(REACH);
        if (reach instanceof TemporalReach.Serving) {
          tellServer(endpoint.get());
          return Optional.of(polling);
        }
        polling.close();
        if (!said) {
          LOG.warn("waiting for the server at {}: {}", endpoint.get(), reach);
        }
      } else if (!said) {
        LOG.warn("waiting for the private server");
      }
      said = true;
    } while (!stop.await(REDIAL_MILLIS, TimeUnit.MILLISECONDS));
    return Optional.empty();
  }

  private HeldLock takeName() {
    return HeldLock.tryTake(files.nameLock(settings.name()))
        .orElseThrow(() ->
            new CliFailure(
                "worker " + settings.name(),
                "already runs here"
                    + files
                        .named(settings.name())
                        .map(other -> " as process " + other.process().pid())
                        .orElse(""),
                "End it with ct worker stop, or give this one another --name.",
                ExitCode.FAILED));
  }

  /** The connection follows a private server by itself; this only says where it went. */
  private void tellServer(TemporalEndpoint now) {
    if (!self.address().equals(now.address())) {
      LOG.info("the server is at {}", now);
      change(told -> told.withServer(now.address(), now.namespace()));
    }
  }

  private void change(UnaryOperator<WorkerNow> change) {
    synchronized (files) {
      tell(self.with(change.apply(self.now())));
    }
  }

  private void tell(WorkerRecord now) {
    self = now;
    files.write(now);
  }
}
