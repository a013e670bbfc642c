package io.codextemporal.worker.main;

import io.codextemporal.config.Config;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Machine;
import io.codextemporal.config.Places;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.config.TemporalReach;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import io.codextemporal.wire.Keyring;
import io.codextemporal.worker.command.ServerSurroundings;
import io.codextemporal.worker.command.WorkerCommand.Run;
import io.codextemporal.worker.command.WorkerCommand.Status;
import io.codextemporal.worker.command.WorkerCommand.Workers;
import io.codextemporal.worker.lifecycle.HealthClient;
import io.codextemporal.worker.lifecycle.PrivateServer;
import io.codextemporal.worker.lifecycle.WorkerLog;
import io.codextemporal.worker.lifecycle.WorkerProcess;
import io.codextemporal.worker.lifecycle.WorkerSettings;
import io.codextemporal.worker.lifecycle.WorkerStarter;
import io.codextemporal.worker.lifecycle.WorkerStarter.Started;
import io.codextemporal.worker.lifecycle.WorkerStopper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of one home, joined to everything a worker needs. */
final class HomeWorkers implements Workers {
  private static final Logger LOG = LoggerFactory.getLogger(HomeWorkers.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration REACH = Duration.ofSeconds(4);

  private final ServerSurroundings surroundings;
  private final Places places;
  private final Map<String, String> environment;

  HomeWorkers(ServerSurroundings surroundings) {
    this.surroundings = surroundings;
    this.places = surroundings.places();
    this.environment = surroundings.environment();
  }

  @Override
  public int run(Run run) throws IOException, InterruptedException {
    WorkerLog.to(new WorkerFiles(places).log(run.name()), !run.background());
    Keyring keys = Keyring.at(places.keyFile());
    WorkerSettings settings = settings(run.name(), run.grace(), run.options());
    settings.target().warning().ifPresent(LOG::warn);
    return new WorkerProcess(
            settings, new HomeParts(places, environment), keys, privateServer(settings.target()))
        .run();
  }

  @Override
  public Started start(String name, boolean healing) throws IOException, InterruptedException {
    WorkerSettings settings = settings(name, GRACE, List.of());
    ensureServer(settings.target(), healing);
    return new WorkerStarter(settings, environment, Main.class).start(healing);
  }

  @Override
  public List<WorkerRecord> stop(String name) throws IOException, InterruptedException {
    return new WorkerStopper(places).stop(name);
  }

  @Override
  public List<Status> status() {
    return new WorkerFiles(places)
        .living().stream()
            .map(worker ->
                new Status(
                    worker,
                    HealthClient.state(worker)
                        .map(state -> OptionalLong.of(state.path("running").asLong()))
                        .orElse(OptionalLong.empty())))
            .toList();
  }

  /** A worker that cannot reach its server would only seem to have started. */
  private void ensureServer(TemporalTarget target, boolean healing) throws InterruptedException {
    switch (target) {
      case TemporalTarget.Private own when healing -> surroundings.supervisor(LOG::info).heal();
      case TemporalTarget.Private own ->
          surroundings.supervisor(line -> System.err.println("  " + line.strip())).ensureRunning();
      case TemporalTarget.Configured configured -> {
        configured.warning().ifPresent(text -> System.err.println("ct: warning: " + text));
        if (TemporalReach.of(configured.server(), REACH)
            instanceof TemporalReach.Unreachable unreachable) {
          throw new CliFailure(
              "Temporal at " + configured.server().address(),
              unreachable.reason(),
              "Check TEMPORAL_ADDRESS and temporal.toml, or unset it to use the private server.",
              ExitCode.UNAVAILABLE);
        }
      }
    }
  }

  private PrivateServer privateServer(TemporalTarget target) {
    return switch (target) {
      case TemporalTarget.Private own -> new SupervisedServer(surroundings.supervisor(LOG::info));
      case TemporalTarget.Configured configured -> PrivateServer.none();
    };
  }

  private WorkerSettings settings(String name, Duration grace, List<String> options) {
    Config config = ConfigLayers.load(places, places.home(), null, List.of());
    return new WorkerSettings(
        places,
        surroundings.target(),
        Machine.name(),
        name,
        System.getProperty("ct.build", ""),
        Main.VERSION,
        SettingsLoader.heartbeatInterval(config),
        grace,
        SettingsLoader.idleExit(config),
        options);
  }
}
