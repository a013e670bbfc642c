package io.codextemporal.activities.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where a path leads once every symbolic link in it is followed, whether or not it is there. */
public final class RealPath {
  private static final int MOST_LINKS = 40;

  /** {@code path} is absolute; so is what it leads to, without links, {@code .} and {@code ..}. */
  public static Path of(Path path) throws IOException {
    Deque<Path> left = new ArrayDeque<>();
    path.forEach(left::addLast);
    Path at = path.getRoot();
    int links = 0;
    while (!left.isEmpty()) {
      Path name = left.removeFirst();
      if (name.toString().isEmpty() || name.toString().equals(".")) {
        continue;
      }
      if (name.toString().equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
        continue;
      }
      Path next = at.resolve(name);
      if (!Files.isSymbolicLink(next)) {
        at = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      Path target = Files.readSymbolicLink(next);
      at = target.isAbsolute() ? target.getRoot() : at;
      for (int i = target.getNameCount() - 1; i >= 0; i--) {
        left.addFirst(target.getName(i));
      }
    }
    return at;
  }

  /** The entry itself in its real folder: its own link is not followed. */
  public static Path ofEntry(Path path) throws IOException {
    Path folder = path.getParent();
    Path name = path.getFileName();
    return folder == null || name == null || isDots(name) ? of(path) : of(folder).resolve(name);
  }

  /** The nearest folder at or above {@code real} that is there. */
  public static Path standing(Path real) {
    Path folder = real;
    while (folder.getParent() != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static boolean isDots(Path name) {
    return name.toString().equals("..") || name.toString().equals(".");
  }

  private RealPath() {}
}
