package io.codextemporal.activities.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activity.FilesReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFilesTest {
  @TempDir Path folder;
  private WorkspaceFiles files;

  @BeforeEach
  void open() {
    files = new WorkspaceFiles(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString()));
  }

  @Test
  void listsARepositoryWithoutWhatIsIgnored() throws Exception {
    git("init", "-q");
    write("src/Main.java", "notes.txt", "target/Main.class", "straße.txt", ".hidden");
    Files.writeString(folder.resolve(".gitignore"), "target\n");
    assertThat(list("", 50).paths())
        .containsExactlyInAnyOrder(
            ".gitignore", ".hidden", "notes.txt", "src/Main.java", "straße.txt");
    assertThat(list("main", 50)).isEqualTo(new FilesReply(List.of("src/Main.java"), false));
    assertThat(list("", 2).more()).isTrue();
  }

  /** A repository's own configuration and hooks are never run. */
  @Test
  void runsNothingOfTheFolder() throws Exception {
    git("init", "-q");
    write("a.txt");
    Path trap = Files.writeString(folder.resolve("trap.sh"), "#!/bin/sh\ntouch \"$PWD/sprung\"\n");
    Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxr-xr-x"));
    git("config", "core.fsmonitor", trap.toString());
    git("config", "core.hooksPath", folder.toString());
    git("config", "core.pager", trap.toString());
    assertThat(list("a.txt", 5).paths()).startsWith("a.txt");
    assertThat(folder.resolve("sprung")).doesNotExist();
  }

  @Test
  void walksAFolderWithoutRepository() throws Exception {
    write("a/b/c.txt", ".git-not/x", "node_modules/y", "d.txt");
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    assertThat(list("", 50).paths()).containsExactlyInAnyOrder("a/b/c.txt", "d.txt", "loop");
  }

  @Test
  void aFolderThatIsGoneHasNoFiles() {
    FilesReply reply = files.list(folder + "/gone", "", 5);
    assertThat(reply).isEqualTo(new FilesReply(List.of(), false));
    assertThat(files.list("\0", "", 5).paths()).isEmpty();
  }

  @Test
  void theBestComesFirst() {
    List<String> paths =
        List.of(
            "src/loop/TurnLoop.java",
            "docs/turns.md",
            "toolbox/unrelated/long/plop.txt",
            "TurnLoopTest.java",
            "a.txt");
    assertThat(PathMatch.best(paths, "turnloop", 9))
        .startsWith("TurnLoopTest.java", "src/loop/TurnLoop.java")
        .doesNotContain("a.txt", "docs/turns.md");
    assertThat(PathMatch.best(paths, "TL", 1)).containsExactly("TurnLoopTest.java");
    assertThat(PathMatch.best(paths, "zzz", 9)).isEmpty();
    assertThat(PathMatch.best(paths, "", 2)).containsExactly("a.txt", "docs/turns.md");
  }

  /** A path is found by any of its letters in order. */
  @Test
  void findsEverySubsequence() {
    long seed = 77;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder path = new StringBuilder();
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        char c = "abcXYZ/._-é".charAt(random.nextInt(11));
        path.append(c);
        if (random.nextInt(3) == 0) {
          query.append(Character.toLowerCase(c));
        }
      }
      assertThat(PathMatch.score(path.toString(), query.toString()))
          .as("seed %d: %s in %s", seed, query, path)
          .isPresent();
    }
  }

  private FilesReply list(String query, int limit) {
    return files.list(folder.toString(), query, limit);
  }

  private void write(String... paths) throws IOException {
    for (String path : paths) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
  }

  private void git(String... arguments) throws Exception {
    List<String> line = new java.util.ArrayList<>(List.of("git"));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).inheritIO();
    builder.environment().put("HOME", folder.toString());
    assertThat(builder.start().waitFor()).isZero();
  }
}
