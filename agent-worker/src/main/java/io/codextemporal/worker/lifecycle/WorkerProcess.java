package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.HeldLock;
import io.codextemporal.config.ProcessMark;
import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import io.temporal.client.WorkflowClientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's life in this process: takes its name, tells about itself, polls, looks after the dead
 * and the server every two seconds, and drains when told to.
 *
 * <p>{@link #run} blocks until the end and is called once. A stop is no interrupt: what runs gets the
 * grace time, then goes back to the server for the next worker; commands run on.
 */
public final class WorkerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private static final Duration ROUND = Duration.ofSeconds(2);

  private final WorkerSettings settings;
  private final WorkerParts parts;
  private final UnaryOperator<WorkflowClientOptions> sealed;
  private final ServerCare care;
  private final WorkerFiles files;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean ending;
  private WorkerRecord self;

  /** {@code sealed} gives client options the home's data converter. */
  public WorkerProcess(
      WorkerSettings settings,
      WorkerParts parts,
      UnaryOperator<WorkflowClientOptions> sealed,
      ServerCare care) {
    this.settings = settings;
    this.parts = parts;
    this.sealed = sealed;
    this.care = care;
    this.files = new WorkerFiles(settings.places());
    this.self = describe(settings);
  }

  /** Asks for the end; returns at once. Any thread. */
  public void stop() {
    stop.countDown();
  }

  /** Lives; gives the exit code. */
  public int run() throws IOException, InterruptedException {
    try (HeldLock name = takeName();
        HeldLock process = HeldLock.tryTake(files.processLock(self.id())).orElseThrow();
        AttemptFile attempts = new AttemptFile(files.attempts(self.id()))) {
      LOG.debug("holding {} and {}", name, process);
      tell(self);
      StopSignals.handle(this::stop);
      Thread.ofVirtual().start(parts::warmUp);
      TemporalEndpoint endpoint = awaitServer();
      if (stop.getCount() > 0) {
        serve(endpoint, attempts, name);
      }
    }
    return ExitCode.OK;
  }

  private void serve(TemporalEndpoint endpoint, AttemptFile attempts, HeldLock name)
      throws InterruptedException {
    Polling polling =
        Polling.connect(
            endpoint,
            self,
            sealed,
            attempts,
            new WireWatch(attempts, this::knowSticky),
            () -> ending);
    try (HealthSocket health = HealthSocket.open(files.socket(self.id()), () -> self, attempts)) {
      Takeover takeover = new Takeover(files, settings.machine(), polling.affairs());
      Thread first = Thread.ofVirtual().start(() -> settle(takeover));
      polling.start(settings, self.id(), parts, isLoopback(endpoint.address()));
      first.join();
      tell(self.withPolls(true).withSocket(health.file()));
      LOG.info("worker {} polls {} at {}", self.identity(), self.queues(), endpoint);
      keepHouse(takeover, endpoint, attempts);
      end(polling, name);
    }
  }

  private void keepHouse(Takeover takeover, TemporalEndpoint endpoint, AttemptFile attempts)
      throws InterruptedException {
    while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
      settle(takeover);
      if (endpoint.privateServer() && care.round(attempts.quietNanos()) == ServerCare.Finding.LEAVE) {
        LOG.info("nothing to do for {}: leaving", settings.idleExit());
        stop();
      }
    }
  }

  /** Order matters: nothing new, then room for the next of this name, then the grace time. */
  private void end(Polling polling, HeldLock name) {
    boolean commandsToo = Files.exists(files.stopOrder(self.id()));
    LOG.info("stopping{}", commandsToo ? ", and the commands it runs" : "");
    polling.stopPolling();
    tell(self.withPolls(false));
    name.close();
    if (commandsToo) {
      int ended = parts.endCommands("the worker was stopped by the user");
      LOG.info("{} commands ended", ended);
    }
    ending = true;
    polling.drain(settings.grace());
  }

  private void settle(Takeover takeover) {
    try {
      takeover.settle();
    } catch (RuntimeException e) {
      LOG.warn("cannot settle a dead worker's affairs now: {}", e.getMessage());
    }
  }

  /** Waits for the server, saying so once; empty-handed only when told to stop. */
  private TemporalEndpoint awaitServer() throws InterruptedException {
    return care.awaitServing(settings.target(), stop);
  }

  private HeldLock takeName() {
    return HeldLock.tryTake(files.nameLock(settings.name()))
        .orElseThrow(
            () ->
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

  private synchronized void tell(WorkerRecord now) {
    self = now;
    files.write(now);
  }

  private void knowSticky(String queue) {
    synchronized (this) {
      tell(self.withStickyQueue(queue));
    }
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.startsWith("localhost:") || address.startsWith("[::1]");
  }

  private static WorkerRecord describe(WorkerSettings settings) {
    ProcessMark process = ProcessMark.current();
    String id =
        settings.name() + "-" + Long.toString(System.nanoTime() & 0xfffffffffL, Character.MAX_RADIX);
    return new WorkerRecord(
        id,
        settings.name(),
        process,
        process.pid() + "@" + settings.machine() + "#" + id,
        settings.machine(),
        List.of(
            MessageNames.queue(settings.machine()), MessageNames.ownQueue(settings.machine(), id)),
        settings.build(),
        settings.version(),
        Instant.now(),
        "",
        "",
        false,
        null,
        null,
        List.of());
  }
}
