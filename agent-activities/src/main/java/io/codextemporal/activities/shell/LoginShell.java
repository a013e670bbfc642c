package io.codextemporal.activities.shell;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a login shell what environment the user's profile makes. */
final class LoginShell {
  private static final Logger LOG = LoggerFactory.getLogger(LoginShell.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1_000_000;

  /** What profiles print comes before it. */
  private static final String BEGIN = "\0ct-environment\0";

  private static final String SCRIPT = "printf '\\0ct-environment\\0'; env -0";

  /** The environment after login; empty when the profile fails, hangs or cannot be run. */
  static Map<String, String> capture(String shell, Map<String, String> environment) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder("/bin/sh", "-c", "exec \"$0\" -lc \"$1\"", shell, SCRIPT)
              .directory(home(environment).toFile())
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(environment);
      return parse(output(builder.start()));
    } catch (IOException e) {
      LOG.info("No login environment from {}: {}", shell, e.toString());
      return Map.of();
    }
  }

  private static String output(Process process) throws IOException {
    Thread limit =
        Thread.ofVirtual()
            .name("login shell limit")
            .start(() -> {
              try {
                if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                  process.descendants().forEach(ProcessHandle::destroyForcibly);
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                process.destroyForcibly();
              }
            });
    try (InputStream in = process.getInputStream()) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } finally {
      limit.interrupt();
    }
  }

  static Map<String, String> parse(String output) {
    int begin = output.lastIndexOf(BEGIN);
    Map<String, String> environment = new TreeMap<>();
    if (begin < 0) {
      return environment;
    }
    for (String line : output.substring(begin + BEGIN.length()).split("\0")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        environment.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    for (String own : new String[] {"PWD", "OLDPWD", "SHLVL", "_"}) {
      environment.remove(own);
    }
    return environment;
  }

  private static Path home(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    return home.isAbsolute() && Files.isDirectory(home) ? home : Path.of("/");
  }

  private LoginShell() {}
}
