package io.codextemporal.tui.session;

import io.codextemporal.config.Places;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.tui.session.SessionFailure.Kind;
import io.codextemporal.wire.KeyFileException;
import io.codextemporal.wire.Keyring;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What a command stands on: the line to Temporal and a worker on this machine, each started when it
 * is needed and not there. Thread-safe.
 */
public final class Services {
  private final Places places;
  private final Map<String, String> environment;
  private final Launcher launcher;
  private @Nullable Household household;
  private @Nullable TemporalTarget target;
  private volatile @Nullable CompletableFuture<SessionClient> ahead;

  public Services(Places places, Map<String, String> environment, Launcher launcher) {
    this.places = places;
    this.environment = Map.copyOf(environment);
    this.launcher = launcher;
  }

  public synchronized Household household() {
    if (household == null) {
      household = new Household(places);
    }
    return household;
  }

  /**
   * Which Temporal this home works with, as it was read for the newest dialling.
   *
   * @throws io.codextemporal.config.ConfigException when that cannot be read
   */
  public synchronized TemporalTarget target() {
    return target == null ? readTarget() : target;
  }

  private synchronized TemporalTarget readTarget() {
    TemporalTarget read = TemporalTarget.resolve(places, environment);
    target = read;
    return read;
  }

  public Launcher launcher() {
    return launcher;
  }

  /**
   * A client of the configured server, or of the private one, which is started when it does not
   * run. A configured server is dialled at the first call.
   */
  public SessionClient client() {
    SessionClient client = dial();
    needServer(client);
    return client;
  }

  /**
   * Begins to dial on another thread, where there is something to dial: a person's command is read
   * meanwhile, and whether it needs a server is known only then.
   */
  public void dialAhead() {
    if (Files.exists(places.keyFile()) && ahead == null) {
      ahead = CompletableFuture.supplyAsync(this::dialNow);
    }
  }

  /** The same without starting anything; where a server is, the line to it is opened. */
  public SessionClient dial() {
    CompletableFuture<SessionClient> begun = ahead;
    ahead = null;
    if (begun == null) {
      return dialNow();
    }
    try {
      return begun.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private SessionClient dialNow() {
    try {
      Connection connection = new Connection(readTarget(), this::rescue);
      SessionClient client = new SessionClient(connection, Keyring.at(places.keyFile()));
      connection.warm();
      return client;
    } catch (KeyFileException e) {
      throw new SessionFailure(
          Kind.CONFIGURATION,
          places.keyFile().toString(),
          String.valueOf(e.getMessage()),
          e.remedy(),
          e);
    }
  }

  /** Starts the private server when it is the one that is needed and does not run. */
  public void needServer(SessionClient client) {
    if (client.connection().target() instanceof TemporalTarget.Private && !serverLives()) {
      startServer();
    }
  }

  /**
   * Starts a worker when none of this build lives here (one of another build is drained first); the
   * answer comes when it takes work.
   */
  public Optional<CompletableFuture<Launcher.Result>> wakeWorker() {
    return household().hasOwnWorker()
        ? Optional.empty()
        : Optional.of(launcher.launch(List.of("worker", "start")));
  }

  /**
   * Starts whatever a turn needs and is not there; returns once the server serves. A worker that is
   * started brings the private server up itself, so that one process does for both.
   */
  public Optional<CompletableFuture<Launcher.Result>> needAll(SessionClient client) {
    Optional<CompletableFuture<Launcher.Result>> worker = wakeWorker();
    if (worker.isPresent() && client.connection().target() instanceof TemporalTarget.Private) {
      awaitServer(worker.get());
    }
    needServer(client);
    return worker;
  }

  private void awaitServer(CompletableFuture<Launcher.Result> worker) {
    while (!serverLives() && !worker.isDone()) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (!serverLives() && !worker.join().worked()) {
      throw notStarted(worker.join());
    }
  }

  /** A private server that runs and does not answer is looked after by its own command, once. */
  private void rescue(Connection connection) {
    if (connection.target() instanceof TemporalTarget.Private) {
      startServer();
    }
  }

  private boolean serverLives() {
    return ServerAddress.read(places).map(address -> address.process().alive()).orElse(false);
  }

  private void startServer() {
    Launcher.Result result = launcher.launch(List.of("server", "start")).join();
    if (!result.worked()) {
      throw notStarted(result);
    }
  }

  private static SessionFailure notStarted(Launcher.Result result) {
    List<String> lines = result.said().lines().toList();
    String why = lines.isEmpty() ? "exit " + result.exitCode() : lines.getFirst();
    return new SessionFailure(
        Kind.NO_SERVER,
        "the private Temporal server",
        why.startsWith("ct: ") ? why.substring(4) : why,
        lines.size() > 1 ? lines.get(1) : "`ct doctor` tells what is missing.");
  }
}
