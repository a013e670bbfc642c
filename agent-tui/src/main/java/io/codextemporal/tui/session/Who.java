package io.codextemporal.tui.session;

import io.codextemporal.config.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who speaks, for the other screens and for Temporal's own records. */
public final class Who {
  /** {@code PID@machine}. */
  static String am() {
    return pid() + "@" + Machine.name();
  }

  /** {@code exec 4711 ada@box}. */
  public static String as(String client) {
    return client
        + " "
        + pid()
        + " "
        + System.getProperty("user.name", "somebody")
        + "@"
        + Machine.name();
  }

  /** This process's. Where there is /proc, without what the JVM needs to watch processes. */
  public static long pid() {
    try {
      return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
    } catch (IOException | RuntimeException e) {
      return ProcessHandle.current().pid();
    }
  }

  private Who() {}
}
