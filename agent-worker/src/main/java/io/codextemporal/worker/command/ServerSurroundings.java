package io.codextemporal.worker.command;

import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Places;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.worker.server.BinaryFinder;
import io.codextemporal.worker.server.ServerSupervisor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What this process was started with, as far as the server is concerned. The configuration is read
 * when it is asked for, so that a broken one does not keep a server from being stopped.
 *
 * @param launcher the path of {@code scripts/ct}; empty when the program was started without it
 */
public record ServerSurroundings(
    Places places, Map<String, String> environment, Optional<Path> launcher) {
  public ServerSurroundings {
    environment = Map.copyOf(environment);
  }

  /** Of this process. */
  public static ServerSurroundings ofThisProcess() {
    Map<String, String> environment = System.getenv();
    return new ServerSurroundings(
        Places.of(environment),
        environment,
        Optional.ofNullable(System.getProperty("ct.launcher")).map(Path::of));
  }

  public TemporalTarget target() {
    return TemporalTarget.resolve(places, environment);
  }

  /**
   * The supervisor of the private server.
   *
   * @param progress takes lines for a person to read while something takes long
   */
  public ServerSupervisor supervisor(Consumer<String> progress) {
    return new ServerSupervisor(places, this::binaries, progress);
  }

  /** Where a binary would come from. */
  public BinaryFinder binaries() {
    // Read in our own home: no project's configuration may name a program to run.
    Optional<String> configured =
        ConfigLayers.load(places, places.home(), null, List.of()).text("temporal", "binary");
    return BinaryFinder.of(places, environment, configured, launcher);
  }
}
