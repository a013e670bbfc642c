package io.codextemporal.worker.command;

import io.codextemporal.activities.journal.ForegroundCommand;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.sandbox.Confined;
import io.codextemporal.activities.sandbox.Sandbox;
import io.codextemporal.activities.sandbox.SandboxRequest;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activities.sandbox.UnconfinableException;
import io.codextemporal.config.LoadedSettings;
import io.codextemporal.config.Places;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.config.ToolLimits;
import io.codextemporal.policy.EnvironmentFilter;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ct sandbox}: runs a command in the sandbox, the environment and the limits of tools. */
@Command(
    name = "sandbox",
    description = "Runs a command in the sandbox that tools get.",
    mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {
  private final Places places;
  private final Map<String, String> environment;
  private final Path here;

  @Option(
      names = {"-P", "--permissions-profile"},
      required = true,
      paramLabel = "PROFILE",
      description = "read-only, workspace-write or danger-full-access")
  private String profile = "";

  @Mixin private FolderOptions place = new FolderOptions();

  @Parameters(arity = "1..*", paramLabel = "CMD", description = "The command and its arguments.")
  private List<String> command = new ArrayList<>();

  private SandboxCommand(Places places, Map<String, String> environment, Path here) {
    this.places = places;
    this.environment = environment;
    this.here = here;
  }

  /** The command; {@code here} is the folder it was called in. */
  public static CommandSpec of(Places places, Map<String, String> environment, Path here) {
    CommandSpec spec =
        CommandSpec.forAnnotatedObject(new SandboxCommand(places, environment, here));
    spec.parser().stopAtPositional(true);
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path cwd = place.folder(here);
    SandboxMode mode =
        SettingsLoader.sandboxMode(profile)
            .orElseThrow(() ->
                new CliFailure(
                    "-P " + profile,
                    "there is no such profile",
                    "Use read-only, workspace-write or danger-full-access.",
                    ExitCode.USAGE));
    SessionFlags flags =
        new SessionFlags(null, place.overrides(), null, cwd, mode, null, List.of(), false, null);
    LoadedSettings loaded =
        new SettingsLoader(places, environment).load(flags, cwd, ApprovalMode.NEVER, mode);
    ToolSettings settings = loaded.settings().tools();
    CommandLimits limits = new CommandLimits(ToolLimits.of(loaded.config()));
    Map<String, String> inside =
        new TreeMap<>(EnvironmentFilter.forTools(settings.environment(), environment));
    try (Confined confined = confined(settings, inside, cwd, limits)) {
      if (mode != SandboxMode.DANGER_FULL_ACCESS) {
        inside.putAll(Sandboxes.environment(settings.networkAccess()));
      }
      return new ForegroundCommand(places.worker().resolve("sandbox"))
          .run(limits.around(confined.confinement(), cwd), command, cwd, inside);
    }
  }

  private Confined confined(
      ToolSettings settings, Map<String, String> inside, Path cwd, CommandLimits limits)
      throws IOException {
    if (settings.sandbox() == SandboxMode.DANGER_FULL_ACCESS) {
      return Confined.NOT;
    }
    Sandboxes sandboxes = new Sandboxes(places, environment);
    if (sandboxes.find() instanceof Sandbox.None(String why, String remedy)) {
      throw new CliFailure("no sandbox", why, remedy, ExitCode.UNAVAILABLE);
    }
    try {
      return sandboxes.confine(
          SandboxRequest.of(settings, inside, cwd, List.of(), limits.limits().processes()));
    } catch (UnconfinableException e) {
      throw new CliFailure(
          "no sandbox for " + cwd, e.why(), "Name another folder with -C.", ExitCode.UNAVAILABLE);
    }
  }
}
