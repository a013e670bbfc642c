package io.codextemporal.tui.session;

import io.codextemporal.config.Machine;

/** Who speaks, for the other screens and for Temporal's own records. */
public final class Who {
  /** {@code PID@machine}. */
  static String am() {
    return ProcessHandle.current().pid() + "@" + Machine.name();
  }

  /** {@code exec 4711 ada@box}. */
  public static String as(String client) {
    return client
        + " "
        + ProcessHandle.current().pid()
        + " "
        + System.getProperty("user.name", "somebody")
        + "@"
        + Machine.name();
  }

  private Who() {}
}
