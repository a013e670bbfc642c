package io.codextemporal.activities.file;

import io.codextemporal.activity.FilesReply;
import io.codextemporal.config.InertGit;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds files by git where the folder is in a repository, else by walking it. Thread-safe. */
public final class WorkspaceFiles {
  /** Most paths looked at, and most bytes of their names. */
  private static final int MOST_PATHS = 200_000;

  private static final int MOST_BYTES = 32_000_000;

  /** Most paths and bytes of a reply. */
  private static final int MOST_LISTED = 1_000;

  private static final int MOST_REPLY_BYTES = 100_000;

  private final InertGit git;

  /**
   * @param own this process's environment
   */
  public WorkspaceFiles(Map<String, String> own) {
    this.git = new InertGit(own);
  }

  /** Those whose path matches the query, best first. */
  FilesReply list(String cwd, String query, int most) {
    List<String> paths = paths(cwd);
    int limit = Math.clamp(most, 1, MOST_LISTED);
    List<String> best = PathMatch.best(paths, query, limit + 1);
    List<String> listed = new ArrayList<>();
    int bytes = 0;
    for (String path : best.subList(0, Math.min(limit, best.size()))) {
      bytes += path.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_REPLY_BYTES) {
        break;
      }
      listed.add(path);
    }
    return new FilesReply(listed, listed.size() < best.size());
  }

  private List<String> paths(String cwd) {
    Path folder;
    try {
      folder = Path.of(cwd);
    } catch (InvalidPathException e) {
      return List.of();
    }
    return below(folder);
  }

  /** Files below the folder that git does not ignore, or all where there is no repository. */
  public List<String> below(Path folder) {
    return git.run(folder, MOST_BYTES, "ls-files", "-co", "--exclude-standard", "-z")
        .map(WorkspaceFiles::split)
        .orElseGet(() -> FolderWalk.files(folder, MOST_PATHS));
  }

  /** A file in conflict is listed once for each of its versions. */
  private static List<String> split(byte[] output) {
    Set<String> paths = new LinkedHashSet<>();
    int begin = 0;
    for (int i = 0; i < output.length && paths.size() < MOST_PATHS; i++) {
      if (output[i] == 0) {
        paths.add(new String(output, begin, i - begin, StandardCharsets.UTF_8));
        begin = i + 1;
      }
    }
    return List.copyOf(paths);
  }
}
