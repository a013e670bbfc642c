package io.codextemporal.worker.command;

import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that look at a session's settings without opening one. */
final class SettingsOptions {
  @Mixin private FolderOptions place = new FolderOptions();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "The model that would answer.")
  private @Nullable String model;

  @Option(
      names = {"-p", "--profile"},
      paramLabel = "NAME",
      description = "A profile of the configuration.")
  private @Nullable String profile;

  @Option(
      names = {"-s", "--sandbox"},
      paramLabel = "MODE",
      description = "read-only, workspace-write or danger-full-access.")
  private @Nullable String sandbox;

  @Option(
      names = {"-a", "--ask-for-approval"},
      paramLabel = "POLICY",
      description = "untrusted, on-request or never.")
  private @Nullable String approval;

  /** For the settings' loader. */
  SessionFlags flags() {
    return new SessionFlags(
        model,
        place.overrides(),
        profile,
        place.named(),
        mode("--sandbox", sandbox, SettingsLoader::sandboxMode),
        mode("--ask-for-approval", approval, SettingsLoader::approvalMode),
        List.of(),
        false,
        null);
  }

  private static <T> @Nullable T mode(
      String option, @Nullable String name, Function<String, Optional<T>> parse) {
    if (name == null) {
      return null;
    }
    return parse
        .apply(name)
        .orElseThrow(() ->
            new CliFailure(option, "it cannot be `" + name + "`", "Give another.", ExitCode.USAGE));
  }

  /** The session's folder, real; {@code here} unless another is named. */
  Path folder(Path here) {
    return place.folder(here);
  }
}
