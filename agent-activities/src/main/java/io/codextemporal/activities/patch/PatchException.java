package io.codextemporal.activities.patch;

/** A patch that cannot be applied; the message is the whole sentence that its author reads. */
public final class PatchException extends Exception {
  private static final long serialVersionUID = 1;

  PatchException(String message) {
    super(message);
  }

  static PatchException patch(String what) {
    return new PatchException("Invalid patch: " + what);
  }

  static PatchException hunk(int line, String what) {
    return new PatchException("Invalid patch hunk on line " + line + ": " + what);
  }

  /** What is wrong. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
