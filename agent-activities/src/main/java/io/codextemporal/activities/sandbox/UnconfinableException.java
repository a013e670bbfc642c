package io.codextemporal.activities.sandbox;

/** This command cannot be confined as it must be; the message says why, in one sentence. */
public final class UnconfinableException extends Exception {
  private static final long serialVersionUID = 1;

  public UnconfinableException(String message) {
    super(message);
  }

  /** Why. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
