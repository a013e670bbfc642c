package io.codextemporal.activities.file;

import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folders below which a session's tools may write unasked, links resolved; none under
 * read-only. They come from the session's settings, never from what a call names.
 */
public record WriteBounds(List<Path> roots) {
  public WriteBounds {
    roots = List.copyOf(roots);
  }

  /**
   * @param environment the session's, for {@code TMPDIR}
   */
  public static WriteBounds of(ToolSettings settings, Map<String, String> environment) {
    return settings.sandbox() == SandboxMode.READ_ONLY
        ? new WriteBounds(List.of())
        : ofWorkspace(settings, environment);
  }

  /** Those of workspace-write, whatever the session's mode is. */
  public static WriteBounds ofWorkspace(ToolSettings settings, Map<String, String> environment) {
    List<Path> roots = new ArrayList<>();
    add(roots, settings.cwd());
    settings.writableRoots().forEach(root -> add(roots, root));
    add(roots, settings.excludeSlashTmp() ? null : "/tmp");
    add(roots, settings.excludeTmpdir() ? null : environment.get("TMPDIR"));
    return new WriteBounds(roots);
  }

  private static void add(List<Path> roots, @Nullable String folder) {
    try {
      if (folder != null && !folder.isEmpty() && Path.of(folder).isAbsolute()) {
        Path real = Path.of(folder).toRealPath();
        if (Files.isDirectory(real)) {
          roots.add(real);
        }
      }
    } catch (IOException | InvalidPathException e) {
      return; // No such folder: nothing can be written there.
    }
  }

  /** The narrowest root that {@code real} is below. */
  public Optional<Path> rootOf(Path real) {
    return roots.stream()
        .filter(root -> real.startsWith(root) && !real.equals(root))
        .max(Comparator.comparingInt(Path::getNameCount));
  }

  /** From where the way to {@code real} is walked without following links. */
  public Path baseOf(Path real) {
    return rootOf(real)
        .orElseGet(() -> RealPath.standing(real.getParent() == null ? real : real.getParent()));
  }
}
