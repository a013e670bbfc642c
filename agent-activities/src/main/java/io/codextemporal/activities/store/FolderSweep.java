package io.codextemporal.activities.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes folders of the store that nobody needs any more. */
public final class FolderSweep {
  /** Deletes the conversations no session used since; each can be read back. */
  public static void olderThan(Path store, Instant since) {
    for (Path session : sessions(store)) {
      try {
        if (newest(session).isBefore(since)) {
          delete(session);
        }
      } catch (IOException e) {
        ConversationStore.LOG.debug("{} stays: {}", session, e.toString());
      }
    }
  }

  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                throws IOException {
              Files.deleteIfExists(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      ConversationStore.LOG.debug("{} stays: {}", folder, e.toString());
    }
  }

  private static List<Path> sessions(Path store) {
    try (Stream<Path> folders = Files.list(store)) {
      return folders.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Instant newest(Path session) throws IOException {
    Instant newest = Files.getLastModifiedTime(session).toInstant();
    try (Stream<Path> files = Files.list(session)) {
      for (Path file : files.toList()) {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        newest = modified.isAfter(newest) ? modified : newest;
      }
    }
    return newest;
  }

  private FolderSweep() {}
}
