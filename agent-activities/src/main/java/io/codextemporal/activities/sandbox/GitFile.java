package io.codextemporal.activities.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code .git} that is a file: a linked worktree or a submodule, whose repository is elsewhere.
 */
final class GitFile {
  private static final long LARGEST = 10_000;
  private static final String KEY = "gitdir:";

  /** The folders that make up the repository; empty when the file names none. */
  static List<Path> folders(Path file) throws IOException {
    List<Path> folders = new ArrayList<>();
    try {
      if (Files.size(file) <= LARGEST) {
        String text = Files.readString(file).strip();
        if (text.startsWith(KEY)) {
          Path folder = file.resolveSibling(text.substring(KEY.length()).strip()).normalize();
          folders.add(folder);
          Path common = folder.resolve("commondir");
          if (Files.isRegularFile(common) && Files.size(common) <= LARGEST) {
            folders.add(folder.resolve(Files.readString(common).strip()).normalize());
          }
        }
      }
    } catch (InvalidPathException | java.nio.charset.CharacterCodingException e) {
      return folders; // Names nothing that git could find either.
    }
    return folders;
  }

  private GitFile() {}
}
