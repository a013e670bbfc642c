package io.codextemporal.config;

/**
 * The configuration does not parse or makes no sense. Names the place and the mend; a client exits
 * with 78 and loses nothing.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String why;
  private final String remedy;

  /** {@code what} is a file with its line, or a key; {@code why} is one clause. */
  public ConfigException(String what, String why, String remedy) {
    super(what + ": " + why);
    this.what = what;
    this.why = why;
    this.remedy = remedy;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  /** One sentence that tells what to do. */
  public String remedy() {
    return remedy;
  }
}
