package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds the server with Go from the pinned module that stands beside the launcher. Minutes, once;
 * the build script writes the target whole or not at all.
 */
final class GoBuild implements BinarySource {
  private final Optional<Path> script;

  /**
   * @param launcher {@code scripts/ct}; empty where the program was not started by it
   */
  GoBuild(Optional<Path> launcher) {
    this.script = launcher.map(path -> path.resolveSibling("temporal-server").resolve("build"));
  }

  @Override
  public TemporalBinary.Origin origin() {
    return TemporalBinary.Origin.BUILT;
  }

  @Override
  public void fetch(Path target, Consumer<String> progress)
      throws IOException, InterruptedException {
    if (script.filter(Files::isExecutable).isEmpty()) {
      throw new IOException(
          "the pinned module is not beside the launcher"
              + script.map(path -> " (" + path + ")").orElse(""));
    }
    Process process =
        new ProcessBuilder(script.get().toString(), target.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.strip();
        progress.accept(line);
      }
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(last.isEmpty() ? "the build ended with " + exit : last);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
