package io.codextemporal.worker.command;

import io.codextemporal.config.LoadedSettings;
import io.codextemporal.config.Places;
import io.codextemporal.config.SettingsInForce;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.tui.cli.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ct debug config}: every setting in force and the layer it came from. */
@Command(
    name = "config",
    description = "Prints every setting in force and the layer it came from.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
  private final Places places;
  private final Map<String, String> environment;
  private final Path here;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  ConfigCommand(Places places, Map<String, String> environment, Path here) {
    this.places = places;
    this.environment = Map.copyOf(environment);
    this.here = here;
  }

  @Override
  public Integer call() {
    LoadedSettings loaded =
        new SettingsLoader(places, environment)
            .loadInteractive(options.flags(), options.folder(here));
    var line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
    loaded.warnings().forEach(warning -> line.getErr().println("ct: warning: " + warning));
    line.getErr().flush();
    line.getOut().print(SettingsInForce.text(SettingsInForce.of(loaded, options.flags())));
    line.getOut().flush();
    return ExitCode.OK;
  }
}
