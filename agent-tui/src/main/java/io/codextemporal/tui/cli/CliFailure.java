package io.codextemporal.tui.cli;

import java.util.Objects;

/**
 * A command that cannot go on, in words a user can act on: what did not happen, why, and what to do
 * about it. Printed as {@code ct: WHAT: WHY} with the remedy on the line below; the process ends
 * with {@link #exitCode()}. The three texts are single lines, without secrets and without a stack
 * trace; a cause is shown only where debugging was asked for.
 */
public final class CliFailure extends RuntimeException {
  private final String what;
  private final String why;
  private final String remedy;
  private final int exitCode;

  /**
   * @param what the thing that failed, named: an address, a file, a session
   * @param why the reason, in the words of whoever gave it
   * @param remedy what to do; empty when there is nothing
   * @param exitCode one of {@link ExitCode}
   */
  public CliFailure(String what, String why, String remedy, int exitCode) {
    super(Objects.requireNonNull(what) + ": " + Objects.requireNonNull(why));
    this.what = line(what);
    this.why = line(why);
    this.remedy = line(remedy);
    this.exitCode = exitCode;
  }

  /** The same, with the exception it came from kept for the debugger. */
  public CliFailure(String what, String why, String remedy, int exitCode, Throwable cause) {
    this(what, why, remedy, exitCode);
    initCause(cause);
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String remedy() {
    return remedy;
  }

  public int exitCode() {
    return exitCode;
  }

  /** The lines for stderr, without a line feed at the end. */
  public String render() {
    String first = "ct: " + what + ": " + why;
    return remedy.isEmpty() ? first : first + "\n" + remedy;
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
