package io.codextemporal.config;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Calls git so that nothing of a repository runs: no hooks, no file system monitor, no external
 * diff, no pager, no transport, no question, no lock taken; and git is never one that lies in a
 * project. Who asks for a diff must say {@code --no-ext-diff --no-textconv} himself. Thread-safe.
 */
public final class InertGit {
  private static final List<String> INERT =
      List.of(
          "--no-pager",
          "--literal-pathspecs",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.untrackedCache=false",
          "-c",
          "core.pager=cat",
          "-c",
          "diff.external=",
          "-c",
          "safe.bareRepository=explicit");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, String> own;

  /**
   * @param own this process's environment, for {@code PATH} and {@code HOME}
   */
  public InertGit(Map<String, String> own) {
    this.own = own;
  }

  /** Standard output, at most {@code maxBytes} of it; empty when git fails, hangs or is absent. */
  public Optional<byte[]> run(Path folder, int maxBytes, String... arguments) {
    Optional<Path> program = Programs.find("git", own);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    List<String> line = new ArrayList<>(List.of(program.get().toString()));
    line.addAll(INERT);
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    for (String name : List.of("PATH", "HOME")) {
      if (own.containsKey(name)) {
        environment.put(name, own.get(name));
      }
    }
    environment.putAll(
        Map.of(
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_OPTIONAL_LOCKS", "0",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_ALLOW_PROTOCOL", "none"));
    try {
      return output(builder.start(), maxBytes);
    } catch (IOException e) {
      return Optional.empty(); // No such folder.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<byte[]> output(Process process, int maxBytes)
      throws IOException, InterruptedException {
    process
        .onExit()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((ended, late) -> {
          if (late != null) {
            process.destroyForcibly();
          }
        });
    try (InputStream in = process.getInputStream()) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (bytes.length == maxBytes) {
        process.destroyForcibly(); // Enough; what is left is not read.
        return Optional.of(bytes);
      }
      return process.waitFor() == 0 ? Optional.of(bytes) : Optional.empty();
    }
  }
}
