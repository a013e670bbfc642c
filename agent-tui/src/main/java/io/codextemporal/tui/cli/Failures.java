package io.codextemporal.tui.cli;

import io.codextemporal.config.ConfigException;
import io.codextemporal.tui.session.SessionFailure;
import java.util.Optional;

/** Which failures are told in our words, and with which exit code. Pure. */
final class Failures {
  /** Empty for one that nobody expected. */
  static Optional<CliFailure> of(Exception thrown) {
    return switch (thrown) {
      case CliFailure failure -> Optional.of(failure);
      case ConfigException config -> Optional.of(new CliFailure(config, ExitCode.CONFIG));
      case SessionFailure failure -> Optional.of(new CliFailure(failure, code(failure.kind())));
      default -> Optional.empty();
    };
  }

  private static int code(SessionFailure.Kind kind) {
    return switch (kind) {
      case NO_SERVER, NO_WORKER -> ExitCode.UNAVAILABLE;
      case NOT_FOUND, AMBIGUOUS -> ExitCode.NOT_FOUND;
      case CONFIGURATION -> ExitCode.CONFIG;
      case CLOSED, REFUSED -> ExitCode.FAILED;
    };
  }

  private Failures() {}
}
