package io.codextemporal.tui.cli;

import io.codextemporal.config.Places;
import io.codextemporal.tui.session.Launcher;
import io.codextemporal.tui.session.Services;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs: the environment, this folder, the standard streams, and what it may start.
 */
public record Surroundings(
    Map<String, String> environment, Path here, Stdio stdio, Launcher launcher) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** This process's own. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(), Path.of("").toAbsolutePath(), Stdio.ofProcess(), Launcher.ofProcess());
  }

  public Places places() {
    return Places.of(environment);
  }

  public Services services() {
    return new Services(places(), environment, launcher);
  }
}
