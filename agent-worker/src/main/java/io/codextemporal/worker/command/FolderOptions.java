package io.codextemporal.worker.command;

import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that works in a folder by its configuration. */
final class FolderOptions {
  @Option(
      names = {"-C", "--cd", "--cwd"},
      paramLabel = "DIR",
      description = "The session's folder, instead of this one.")
  private @Nullable Path cwd;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of config.toml.")
  private List<String> overrides = new ArrayList<>();

  /** As it was named; null for none. */
  @Nullable Path named() {
    return cwd;
  }

  List<String> overrides() {
    return overrides;
  }

  /** The session's folder, real; {@code here} unless another is named. */
  Path folder(Path here) {
    Path folder = cwd == null ? here : here.resolve(cwd);
    try {
      if (Files.isDirectory(folder)) {
        return folder.toRealPath();
      }
    } catch (IOException e) {
      throw new CliFailure(
          folder.toString(), "it cannot be used: " + e.getMessage(), "", ExitCode.USAGE, e);
    }
    throw new CliFailure(
        folder.toString(), "there is no such folder", "Give a folder to -C.", ExitCode.USAGE);
  }
}
