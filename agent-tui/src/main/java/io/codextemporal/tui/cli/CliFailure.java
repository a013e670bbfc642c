package io.codextemporal.tui.cli;

import io.codextemporal.config.ExplainedException;

/**
 * A command that cannot go on. Printed as {@code ct: WHAT: WHY} with the remedy on the line below;
 * the process ends with {@link #exitCode()}.
 */
public final class CliFailure extends ExplainedException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** {@code exitCode} is one of {@link ExitCode}. */
  public CliFailure(String what, String why, String remedy, int exitCode) {
    super(what, why, remedy);
    this.exitCode = exitCode;
  }

  /** The same, with the exception it came from kept for the debugger. */
  public CliFailure(String what, String why, String remedy, int exitCode, Throwable cause) {
    this(what, why, remedy, exitCode);
    initCause(cause);
  }

  /** The same that was found out elsewhere. */
  public CliFailure(ExplainedException cause, int exitCode) {
    this(cause.what(), cause.why(), cause.remedy(), exitCode, cause);
  }

  public int exitCode() {
    return exitCode;
  }

  /** The lines for stderr, without a line feed at the end. */
  public String render() {
    String first = "ct: " + what() + ": " + why();
    return remedy().isEmpty() ? first : first + "\n" + remedy();
  }
}
