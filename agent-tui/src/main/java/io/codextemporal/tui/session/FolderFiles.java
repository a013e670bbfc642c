package io.codextemporal.tui.session;

import io.codextemporal.config.InertGit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The files of this machine's folder, for a screen whose session has not begun: what git would list
 * where it is a repository, with nothing of the repository's own configuration run; else all but
 * hidden ones. Blocks for a few seconds at most.
 */
final class FolderFiles {
  private static final int MOST = 50_000;
  private static final int MOST_BYTES = 8_000_000;
  private static final long PATIENCE_SECONDS = 3;

  private final Path folder;

  FolderFiles(Path folder) {
    this.folder = folder;
  }

  List<String> list() {
    List<String> known = git();
    return known.isEmpty() ? walked() : known;
  }

  private List<String> git() {
    return new InertGit(System.getenv())
        .run(folder, MOST_BYTES, "ls-files", "-co", "--exclude-standard", "-z")
        .map(listed ->
            new LinkedHashSet<>(List.of(new String(listed, StandardCharsets.UTF_8).split("\0")))
                .stream().filter(path -> !path.isEmpty()).limit(MOST).toList())
        .orElse(List.of());
  }

  private List<String> walked() {
    List<String> paths = new ArrayList<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              boolean hidden = !dir.equals(folder) && dir.getFileName().toString().startsWith(".");
              return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              paths.add(folder.relativize(file).toString());
              return paths.size() >= MOST || System.nanoTime() > until
                  ? FileVisitResult.TERMINATE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return List.copyOf(paths);
    }
    return paths;
  }
}
