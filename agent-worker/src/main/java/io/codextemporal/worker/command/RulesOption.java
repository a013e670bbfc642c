package io.codextemporal.worker.command;

import io.codextemporal.config.RulesFiles;
import io.codextemporal.policy.ExecPolicy;
import io.codextemporal.policy.RulesException;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files that {@code --rules} names. */
final class RulesOption {
  /** Their rules, in the order given. */
  static ExecPolicy read(List<Path> files, Path here) {
    try {
      return RulesFiles.of(files.stream().map(here::resolve).toList());
    } catch (RulesException e) {
      throw new CliFailure("rules", e.what(), "Correct the file.", ExitCode.CONFIG, e);
    } catch (IOException e) {
      throw new CliFailure(
          "rules",
          "cannot be read: " + e.getMessage(),
          "Give a rules file to --rules.",
          ExitCode.USAGE,
          e);
    }
  }

  private RulesOption() {}
}
