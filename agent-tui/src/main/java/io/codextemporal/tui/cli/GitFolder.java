package io.codextemporal.tui.cli;

import io.codextemporal.config.RootMarkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a folder's git says about itself, read from its files: no program of the folder is run. */
final class GitFolder {
  private static final String BRANCH = "ref: refs/heads/";

  /** Whether the folder lies in a git work tree. */
  static boolean isInside(Path folder) {
    return gitEntry(folder).isPresent();
  }

  /** The branch that is checked out; empty when there is none. */
  static Optional<String> branch(Path folder) {
    return gitEntry(folder).flatMap(GitFolder::gitDir).flatMap(GitFolder::headBranch);
  }

  private static Optional<Path> gitEntry(Path folder) {
    return RootMarkers.GIT.root(folder).map(root -> root.resolve(".git"));
  }

  /** The entry itself, or where the file of a linked work tree points to. */
  private static Optional<Path> gitDir(Path entry) {
    if (Files.isDirectory(entry)) {
      return Optional.of(entry);
    }
    return firstLine(entry)
        .filter(line -> line.startsWith("gitdir: "))
        .map(line -> entry.resolveSibling(line.substring("gitdir: ".length()).strip()));
  }

  private static Optional<String> headBranch(Path gitDir) {
    return firstLine(gitDir.resolve("HEAD"))
        .filter(line -> line.startsWith(BRANCH))
        .map(line -> line.substring(BRANCH.length()).strip());
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.size(file) > 10_000
          ? Optional.empty()
          : Files.readString(file).lines().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private GitFolder() {}
}
