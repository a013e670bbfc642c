package io.codextemporal.activities.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files below a folder that is in no repository. Follows no links; leaves hidden folders out. */
final class FolderWalk {
  private static final Set<String> LEFT_OUT = Set.of("node_modules", "target", "__pycache__");

  /** Most entries looked at, files or folders. */
  private static final int MOST_VISITED = 400_000;

  /** Paths relative to {@code root}, at most {@code limit}; what cannot be read is left out. */
  static List<String> files(Path root, int limit) {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Visitor(root, limit, found));
    } catch (IOException e) {
      return found; // As far as it could be read.
    }
    return found;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final int limit;
    private final List<String> found;
    private int visited;

    Visitor(Path root, int limit, List<String> found) {
      this.root = root;
      this.limit = limit;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      Path name = folder.getFileName();
      boolean skip =
          !folder.equals(root)
              && name != null
              && (name.toString().startsWith(".") || LEFT_OUT.contains(name.toString()));
      return skip ? FileVisitResult.SKIP_SUBTREE : next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isDirectory()) {
        found.add(root.relativize(file).toString());
      }
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return next();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      return next();
    }

    private FileVisitResult next() {
      visited++;
      return found.size() >= limit || visited > MOST_VISITED
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }
  }

  private FolderWalk() {}
}
