package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which shell runs a command. Only those whose {@code -c} and quoting we know. */
final class Shells {
  private static final Set<String> KNOWN = Set.of("bash", "zsh", "sh");

  /** The shell the model asked for, else the user's own, else the first known one there is. */
  static String choose(@Nullable String asked, Map<String, String> environment)
      throws BadArgumentsException {
    if (asked != null && !asked.isBlank()) {
      if (!KNOWN.contains(baseName(asked))) {
        throw new BadArgumentsException("unknown shell `" + asked + "`, expected bash, zsh or sh");
      }
      return asked;
    }
    String own = baseName(environment.getOrDefault("SHELL", "bash"));
    for (String name : List.of(KNOWN.contains(own) ? own : "bash", "bash")) {
      if (onPath(name, environment.getOrDefault("PATH", "/usr/bin:/bin"))) {
        return name;
      }
    }
    return "sh";
  }

  private static boolean onPath(String name, String path) {
    for (String folder : path.split(":")) {
      try {
        if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
          return true;
        }
      } catch (InvalidPathException e) {
        continue; // Not a folder: the next one.
      }
    }
    return false;
  }

  private static String baseName(String shell) {
    return shell.substring(shell.lastIndexOf('/') + 1);
  }

  private Shells() {}
}
