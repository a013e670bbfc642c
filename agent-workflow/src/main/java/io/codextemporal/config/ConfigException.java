package io.codextemporal.config;

/**
 * The configuration does not parse or makes no sense. Names the place and the mend; a client exits
 * with 78 and loses nothing.
 */
public final class ConfigException extends ExplainedException {
  private static final long serialVersionUID = 1L;

  /** {@code what} is a file with its line, or a key. */
  public ConfigException(String what, String why, String remedy) {
    super(what, why, remedy);
  }
}
