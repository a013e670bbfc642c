package io.codextemporal.wire;

/** The sealing key cannot be used: the message names the file and what is wrong with it. */
public final class KeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  public KeyFileException(String message, String remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  public KeyFileException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** What the user can do, in one line. */
  public String remedy() {
    return remedy;
  }
}
