package io.codextemporal.activities.repl;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Node on this machine, as far as kernels can use it. */
public sealed interface NodeProgram {
  /** It runs cells. */
  record Found(Path program, String version) implements NodeProgram {}

  /** There is none that does. Both are one line, for people. */
  record Missing(String why, String remedy) implements NodeProgram {}

  String REMEDY = "Install Node 20.12 or newer, or name one by js_repl_node_path in config.toml.";

  /**
   * Looks, and asks what is found for its version.
   *
   * @param configured the program to use, or null for the first on PATH
   */
  static NodeProgram find(@Nullable String configured, Map<String, String> environment) {
    Optional<Path> program = program(configured, environment);
    if (program.isEmpty()) {
      String where = configured == null ? "no node on PATH" : configured + " is no program";
      return new Missing(where, REMEDY);
    }
    return ask(program.get());
  }

  /** The program there is, whatever it can do. */
  static Optional<Path> program(@Nullable String configured, Map<String, String> environment) {
    return configured == null ? onPath(environment.getOrDefault("PATH", "")) : path(configured);
  }

  private static NodeProgram ask(Path program) {
    try {
      // Without the environment's options: they could load anything.
      ProcessBuilder builder =
          new ProcessBuilder(
                  program.toString(), "-p", "process.version + ' ' + process.features.inspector")
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.environment().clear();
      Process process = builder.start();
      try {
        if (!process.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
          return new Missing(program + " does not answer", REMEDY);
        }
        byte[] answer = process.getInputStream().readNBytes(1_000);
        return judge(program, new String(answer, StandardCharsets.UTF_8).strip());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return new Missing(program + " does not run: " + e.getMessage(), REMEDY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Missing(program + " was not asked", REMEDY);
    }
  }

  /** What the program's answer means. */
  static NodeProgram judge(Path program, String answer) {
    Matcher words = Pattern.compile("v(\\d{1,4})\\.(\\d{1,6})\\.\\S+ (true|false)").matcher(answer);
    if (!words.matches()) {
      return new Missing(program + " does not say its version", REMEDY);
    }
    String version = answer.substring(1, answer.indexOf(' '));
    int major = Integer.parseInt(words.group(1));
    int minor = Integer.parseInt(words.group(2));
    if (tooOld(major, minor)) {
      return new Missing(program + " is Node " + version + ", which is too old", REMEDY);
    }
    return words.group(3).equals("true")
        ? new Found(program, version)
        : new Missing(program + " was built without its inspector, which cells need", REMEDY);
  }

  /** Before these releases cells cannot import modules. */
  private static boolean tooOld(int major, int minor) {
    return major < 20 || major == 20 && minor < 12 || major == 21 && minor < 7;
  }

  private static Optional<Path> onPath(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> folder.startsWith("/"))
        .flatMap(folder -> path(folder + "/node").stream())
        .findFirst();
  }

  private static Optional<Path> path(String text) {
    try {
      Path path = Path.of(text);
      return path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path)
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
