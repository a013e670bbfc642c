package io.codextemporal.tui.session;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Starts what a client needs and does not hold itself: {@code ct server start} and the like. */
@FunctionalInterface
public interface Launcher {
  /**
   * How such a command ended.
   *
   * @param said what it printed to standard error at last: its error and the remedy
   */
  record Result(int exitCode, String said) {
    public boolean worked() {
      return exitCode == 0;
    }
  }

  /** Runs it; it outlives this process. */
  CompletableFuture<Result> launch(List<String> arguments);

  /**
   * The launcher this program was itself started by ({@code ct.launcher}), else {@code ct}.
   *
   * @param progress takes the indented lines of what may last minutes: a server that is fetched
   */
  static Launcher ofProcess(Consumer<String> progress) {
    String ct = System.getProperty("ct.launcher", "ct");
    return arguments -> run(ct, arguments, progress);
  }

  private static CompletableFuture<Result> run(
      String ct, List<String> arguments, Consumer<String> progress) {
    List<String> command = new ArrayList<>(List.of(ct));
    command.addAll(arguments);
    CompletableFuture<Result> result = new CompletableFuture<>();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return CompletableFuture.completedFuture(
          new Result(127, "cannot run " + ct + ": " + e.getMessage()));
    }
    Thread.ofPlatform()
        .daemon()
        .name("launch")
        .start(() -> result.complete(end(process, progress)));
    return result;
  }

  private static Result end(Process process, Consumer<String> progress) {
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("  ")) {
          progress.accept(line);
        } else {
          if (line.startsWith("ct: ")) {
            said.clear();
          }
          said.add(line);
        }
      }
      return new Result(process.waitFor(), String.join("\n", said).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(130, "interrupted");
    }
  }
}
