package io.codextemporal.worker.lifecycle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a process that outlives this one and its terminal: in a session of its own, reading
 * nothing, printing to a file.
 */
final class Detached {
  static Process start(List<String> command, Path folder, Path output) throws IOException {
    List<String> whole = new ArrayList<>(List.of(detacher()));
    whole.addAll(command);
    return new ProcessBuilder(whole)
        .directory(folder.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()))
        .start();
  }

  /** Both replace themselves by the command, so that the pid is the command's own. */
  private static String detacher() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst()
        .orElse("nohup");
  }

  private Detached() {}
}
