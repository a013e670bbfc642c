package io.codextemporal.tui.session;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts what a client needs and does not hold itself: {@code ct server start} and the like. */
@FunctionalInterface
public interface Launcher {
  /**
   * How such a command ended.
   *
   * @param said what it printed to standard error
   */
  record Result(int exitCode, String said) {
    public boolean worked() {
      return exitCode == 0;
    }
  }

  /** Runs it; it outlives this process. */
  CompletableFuture<Result> launch(List<String> arguments);

  /** The launcher this program was itself started by ({@code ct.launcher}), else {@code ct}. */
  static Launcher ofProcess() {
    String ct = System.getProperty("ct.launcher", "ct");
    return arguments -> run(ct, arguments);
  }

  private static CompletableFuture<Result> run(String ct, List<String> arguments) {
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
    Thread.ofPlatform().daemon().name("launch").start(() -> result.complete(end(process)));
    return result;
  }

  private static Result end(Process process) {
    try {
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(130, "interrupted");
    }
  }
}
