package io.codextemporal.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The name of this machine, as its task queues carry it. */
public final class Machine {
  /** The host name in lower case, up to its first dot; {@code localhost} where there is none. */
  public static String name() {
    String host = read().strip().toLowerCase(Locale.ROOT);
    int dot = host.indexOf('.');
    String first = dot < 0 ? host : host.substring(0, dot);
    return first.isEmpty() ? "localhost" : first;
  }

  private static String read() {
    try {
      Path file = Path.of("/etc/hostname");
      return Files.exists(file) ? Files.readString(file) : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "";
    }
  }

  private Machine() {}
}
