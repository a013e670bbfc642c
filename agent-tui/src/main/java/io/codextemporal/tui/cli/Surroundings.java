package io.codextemporal.tui.cli;

import io.codextemporal.config.Places;
import io.codextemporal.tui.session.Launcher;
import io.codextemporal.tui.session.Services;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs: the environment, this folder, the standard streams, and the services it
 * stands on.
 */
public record Surroundings(
    Map<String, String> environment, Path here, Stdio stdio, Services services) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  public Surroundings(Map<String, String> environment, Path here, Stdio stdio, Launcher launcher) {
    this(environment, here, stdio, new Services(Places.of(environment), environment, launcher));
  }

  /** This process's own. */
  public static Surroundings ofProcess() {
    Stdio stdio = Stdio.ofProcess();
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        stdio,
        Launcher.ofProcess(stdio.err()::println));
  }

  public Places places() {
    return Places.of(environment);
  }
}
