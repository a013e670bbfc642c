package io.codextemporal.activities.dispatch;

/** The model's arguments do not fit the tool; the message says what is wrong with them. */
public final class BadArgumentsException extends Exception {
  private static final long serialVersionUID = 1;

  public BadArgumentsException(String message) {
    super(message);
  }

  /** What is wrong. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
