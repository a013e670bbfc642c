package io.codextemporal.config;

/** Temporal's own configuration (environment, temporal.toml) cannot be used as it stands. */
public final class TemporalConfigException extends RuntimeException {
  private final String where;

  /**
   * @param where the file or variables at fault
   * @param why what is wrong there, one line
   */
  TemporalConfigException(String where, String why, Throwable cause) {
    super(where + ": " + why, cause);
    this.where = where;
  }

  TemporalConfigException(String where, String why) {
    super(where + ": " + why);
    this.where = where;
  }

  /** The file or variables at fault. */
  public String where() {
    return where;
  }
}
