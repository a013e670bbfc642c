package io.codextemporal.worker.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of the program, with the class path of the test, in the environment of a home. */
public final class JavaProcess {
  /** Quick to start, as the launcher starts it. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final Path output;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code main} there; what it prints goes to a file of its own. */
  public static JavaProcess start(
      TestHome home, String main, List<String> options, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    // What a killed process leaves there goes with the home.
    command.add("-Djava.io.tmpdir=" + home.temporary());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    Path output = Files.createTempFile(home.codexHome(), "out-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.workspace().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(home.environment());
    return new JavaProcess(builder.start(), output);
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Both streams, as far as they go. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  /** Waits for the end and gives the exit code. */
  public int await(Duration patience) throws Exception {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("pid " + pid() + " did not end; it printed:\n" + output());
    }
    return process.exitValue();
  }

  public void kill9() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Kills it and does not wait. */
  public void destroy() {
    process.destroyForcibly();
  }

  /** SIGTERM. */
  public void term() {
    process.destroy();
  }

  /** SIGSTOP, SIGCONT or any other, by name. */
  public void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }
}
