package io.codextemporal.activities.journal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs one command as tools run theirs, but at this process's own terminal: its input and output
 * are the command's, it waits for the end, and nothing is kept.
 */
public final class ForegroundCommand {
  private final CommandLauncher launcher;
  private final Path folder;

  /**
   * @param folder where the wrapper is; what is made there for a command is removed after it
   */
  public ForegroundCommand(Path folder) {
    this.folder = folder;
    this.launcher = new CommandLauncher(folder);
  }

  /** The exit code, 128 + N for signal N. */
  public int run(
      Confinement confinement, List<String> command, Path cwd, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path entry = Files.createTempDirectory(folder, "foreground");
    try {
      List<String> line = new ArrayList<>(launcher.line(new JournalEntry(entry), confinement));
      line.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(line).directory(cwd.toFile()).redirectInput(Redirect.INHERIT);
      builder.inheritIO();
      builder.environment().clear();
      builder.environment().putAll(environment);
      return builder.start().waitFor();
    } finally {
      confinement.groups().forEach(ControlGroup::remove);
      try (Stream<Path> inside = Files.walk(entry)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
