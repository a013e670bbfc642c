package io.codextemporal.activities.shell;

import io.codextemporal.policy.Whereabouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks on this machine, in the environment and folder a command would get. One object a decision:
 * what was looked up is remembered, nothing outlives it. Not thread-safe.
 */
public final class MachineWhereabouts implements Whereabouts {
  private static final Set<Path> SYSTEM =
      Set.of(
          Path.of("/bin"),
          Path.of("/sbin"),
          Path.of("/usr/bin"),
          Path.of("/usr/sbin"),
          Path.of("/usr/local/bin"));

  /**
   * Settings by which a repository makes git run a program when it reads, or says where more are.
   */
  private static final Pattern RUNS_PROGRAMS =
      Pattern.compile(
          "(?i)fsmonitor|external|textconv|command|include|hookspath|pager|askpass|program"
              + "|\\b(clean|smudge|process|driver|worktree)\\s*=");

  private static final long LARGEST_CONFIG = 100_000;

  private final String path;

  /** Whether the shell looks for folders elsewhere too. */
  private final boolean searched;

  /** Every folder the command may be in; null stands for one that is not known. */
  private final List<@Nullable Path> folders;

  private final Map<String, Boolean> looked;

  /**
   * @param environment the one the command gets
   */
  public MachineWhereabouts(Map<String, String> environment, Path cwd) {
    this(
        environment.getOrDefault("PATH", "/usr/bin:/bin"),
        !environment.getOrDefault("CDPATH", "").isEmpty(),
        List.of(cwd),
        new HashMap<>());
  }

  private MachineWhereabouts(
      String path, boolean searched, List<@Nullable Path> folders, Map<String, Boolean> looked) {
    this.path = path;
    this.searched = searched;
    this.folders = folders;
    this.looked = looked;
  }

  @Override
  public Whereabouts in(String folder) {
    List<@Nullable Path> after = new ArrayList<>(folders);
    for (Path from : folders) {
      after.add(from == null ? null : moved(from, folder));
    }
    return new MachineWhereabouts(path, searched, after, looked);
  }

  private @Nullable Path moved(Path from, String folder) {
    try {
      boolean plain = !folder.startsWith("-") && !folder.startsWith("~") && !folder.isEmpty();
      return plain && !searched ? from.resolve(folder).toRealPath() : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  @Override
  public boolean isSystemProgram(String program) {
    return looked.computeIfAbsent(program, this::look);
  }

  private boolean look(String program) {
    try {
      if (program.indexOf('/') >= 0) {
        Path file = Path.of(program);
        return file.isAbsolute()
            && file.equals(file.normalize())
            && SYSTEM.contains(file.getParent())
            && Files.isExecutable(file);
      }
      for (String folder : path.split(":", -1)) {
        Path place = Path.of(folder);
        if (!place.isAbsolute()) {
          return false; // Means another file in every folder.
        }
        if (Files.isExecutable(place.resolve(program))) {
          return SYSTEM.contains(place.normalize());
        }
      }
      return true; // Nothing is there to run.
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public boolean isPlainRepository() {
    return folders.stream().allMatch(folder -> folder != null && isPlainAround(folder));
  }

  private static boolean isPlainAround(Path cwd) {
    for (Path folder = cwd; folder != null; folder = folder.getParent()) {
      Path git = folder.resolve(".git");
      if (Files.isDirectory(git)) {
        return isPlain(git.resolve("config"))
            && isPlain(git.resolve("config.worktree"))
            && Files.notExists(git.resolve("hooks/post-index-change"))
            && Files.notExists(git.resolve("modules"));
      }
      if (Files.exists(git)) {
        return false; // A linked worktree or submodule: its configuration is elsewhere.
      }
      if (Files.exists(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects"))) {
        return false; // A bare repository, which may lie inside another one as plain files.
      }
    }
    return true;
  }

  private static boolean isPlain(Path config) {
    try {
      return Files.notExists(config)
          || Files.isRegularFile(config)
              && Files.size(config) <= LARGEST_CONFIG
              && !RUNS_PROGRAMS.matcher(Files.readString(config)).find();
    } catch (IOException e) {
      return false;
    }
  }
}
