package io.codextemporal.worker.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ct} as a person runs it: a process of its own for each command, in a test's home, with
 * standard streams of its own. What it starts itself, it starts through a launcher of the home's.
 */
public final class TestClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestHome home;
  private final Path launcher;

  /** How a command ended. */
  public record Result(int code, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /** A command that runs. */
  public final class Running {
    private final Process process;
    private final Path out;
    private final Path err;

    private Running(Process process, Path out, Path err) {
      this.process = process;
      this.out = out;
      this.err = err;
    }

    public String out() throws IOException {
      return Files.readString(out);
    }

    public String err() throws IOException {
      return Files.readString(err);
    }

    public void signal(String name) throws Exception {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    public Result end() throws Exception {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it did not end; it printed:\n" + out() + err());
      }
      return new Result(process.exitValue(), out(), err());
    }
  }

  public TestClient(TestHome home) throws IOException {
    this.home = home;
    this.launcher = home.codexHome().resolve("ct-launcher");
    Files.createDirectories(home.workspace().resolve(".git/refs"));
    String java = String.join(" ", java());
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        exec %s -Dct.launcher="$0" io.codextemporal.worker.main.Main "$@"
        """
            .formatted(java));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"));
  }

  /** Runs a command to its end, with nothing to read. */
  public Result run(String... arguments) throws Exception {
    return start(arguments).end();
  }

  /** Runs a command with a pipe that holds this text. */
  public Result runWith(String input, String... arguments) throws Exception {
    Running running = start(ProcessBuilder.Redirect.PIPE, arguments);
    try (OutputStream pipe = running.process.getOutputStream()) {
      pipe.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return running.end();
  }

  public Running start(String... arguments) throws IOException {
    return start(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()), arguments);
  }

  /** The words that run a command. */
  public List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(java());
    command.add("-Dct.launcher=" + launcher);
    command.add("io.codextemporal.tui.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  private Running start(ProcessBuilder.Redirect input, String... arguments) throws IOException {
    List<String> command = command(arguments);
    Path out = Files.createTempFile(home.codexHome(), "client-", ".out");
    Path err = Files.createTempFile(home.codexHome(), "client-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.workspace().toFile())
            .redirectInput(input)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(home.environment());
    return new Running(builder.start(), out, err);
  }
}
