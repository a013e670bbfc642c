package io.codextemporal.policy;

/** A rules file that is not understood; the message begins with {@code file:line}. */
public final class RulesException extends Exception {
  private static final long serialVersionUID = 1;

  RulesException(String file, int line, String what) {
    super(file + ":" + line + ": " + what);
  }

  /** What is wrong, and where. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
