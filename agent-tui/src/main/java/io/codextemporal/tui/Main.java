package io.codextemporal.tui;

import io.codextemporal.config.LineThreads;
import io.codextemporal.tui.cli.Client;
import io.codextemporal.tui.cli.Rehearsal;
import io.codextemporal.tui.cli.ScreenStart;
import io.codextemporal.tui.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;

/**
 * The client's main: everything but the commands of the worker's side. Starts lean, and ends at
 * once when its command is done: what other threads still wait for is nobody's concern.
 */
public final class Main {
  public static void main(String[] arguments) {
    // A client logs nothing: its errors are said, and the worker's log tells the rest.
    if (System.getProperty("slf4j.provider") == null && !"1".equals(System.getenv("CT_DEBUG"))) {
      System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "WARN");
    }
    if (Boolean.getBoolean("ct.training")) {
      System.exit(rehearse());
    }
    Surroundings around = Surroundings.ofProcess();
    int code =
        ScreenStart.run(around, arguments)
            .orElseGet(() -> new Client(around, version()).run(arguments));
    LineThreads.end();
    Runtime.getRuntime().halt(code);
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }

  private static int rehearse() {
    try {
      // The folder is the trainer's, who removes it.
      return Rehearsal.in(
          Files.createTempDirectory(Surroundings.ofProcess().places().home(), "rehearsal"));
    } catch (IOException e) {
      return 1;
    }
  }

  private Main() {}
}
