package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitDiffTest {
  @TempDir Path folder;
  private Path repo;

  @BeforeEach
  void repository() throws Exception {
    repo = Files.createDirectory(folder.resolve("repo"));
    git("init", "-q");
    Files.writeString(repo.resolve("a.txt"), "one\ntwo\n");
    Files.writeString(repo.resolve("b.txt"), "b\n");
    Files.writeString(repo.resolve(".gitignore"), "*.log\n");
    Files.createDirectories(repo.resolve("sub"));
    git("add", ".");
    git("commit", "-qm", "first");
  }

  @Test
  void stagedUnstagedAndUnknownFilesAreShown() throws Exception {
    Files.writeString(repo.resolve("a.txt"), "one\n2\n");
    git("add", "a.txt");
    Files.writeString(repo.resolve("b.txt"), "b\nc\n");
    Files.writeString(repo.resolve("sub/new.txt"), "fresh");
    Files.writeString(repo.resolve("noise.log"), "x");
    Files.createSymbolicLink(repo.resolve("link"), Path.of("/etc/passwd"));
    Files.write(repo.resolve("bin"), new byte[] {1, 0, 2});
    GitDiff.Shown shown = diff(repo);
    assertThat(shown.problem()).isEmpty();
    assertThat(shown.cut()).isFalse();
    assertThat(shown.diff())
        .contains("diff --git a/a.txt b/a.txt", "-two\n+2\n", "+c\n")
        .contains("diff --git a/sub/new.txt b/sub/new.txt\nnew file mode 100644\n")
        .contains("@@ -0,0 +1,1 @@\n+fresh\n\\ No newline at end of file\n")
        .contains("new file mode 120000\n--- /dev/null\n+++ b/link\n@@ -0,0 +1,1 @@\n+/etc/passwd")
        .contains("Binary files /dev/null and b/bin differ")
        .doesNotContain("noise");
    assertThat(diff(repo.resolve("sub")).diff())
        .startsWith("diff --git a/sub/new.txt b/sub/new.txt\n")
        .doesNotContain("a.txt");
  }

  @Test
  void beforeTheFirstCommitAllIsNew() throws Exception {
    repo = Files.createDirectory(folder.resolve("fresh"));
    git("init", "-q");
    Files.writeString(repo.resolve("x"), "x\n");
    git("add", "x");
    assertThat(diff(repo).diff()).contains("new file mode 100644", "+x\n");
  }

  @Test
  @Tag("D8")
  void whereThereIsNoDiffItIsSaid() throws Exception {
    assertThat(diff(repo)).isEqualTo(new GitDiff.Shown("", false, ""));
    assertThat(diff(folder).problem()).isEqualTo(folder + " is in no git repository");
    assertThat(diff(folder.resolve("gone")).problem()).endsWith("gone is not there");
  }

  @Test
  @Tag("D9")
  void anIndexThatIsLockedIsReadAllTheSame() throws Exception {
    Files.writeString(repo.resolve("a.txt"), "changed\n");
    Path lock = Files.writeString(repo.resolve(".git/index.lock"), "");
    assertThat(diff(repo).diff()).contains("+changed");
    assertThat(lock).exists();
  }

  @Test
  void aLargeDiffIsCutAtALine() throws Exception {
    Files.writeString(repo.resolve("large.txt"), "some line\n".repeat(50_000));
    GitDiff.Shown unknown = diff(repo);
    git("add", ".");
    for (GitDiff.Shown shown : List.of(unknown, diff(repo))) {
      assertThat(shown.cut()).isTrue();
      assertThat(shown.diff()).hasSizeBetween(100_000, GitDiff.MOST_BYTES).endsWith("line\n");
    }
  }

  @Test
  void whatMayNotBeReadIsLeftOut() throws Exception {
    Files.writeString(repo.resolve("secret"), "key");
    Files.writeString(repo.resolve("plain"), "text");
    GitDiff hiding = new GitDiff(new InertGit(System.getenv()), file -> !file.endsWith("secret"));
    assertThat(hiding.of(repo).diff()).contains("+text").doesNotContain("key");
  }

  /** Vector git-04 and its kin: every program that a repository can name for a diff. */
  @Test
  void noProgramOfTheRepositoryRuns() throws Exception {
    Path witness = folder.resolve("ran");
    Path script = repo.resolve("x.sh");
    Files.writeString(script, "#!/bin/sh\necho \"$0 $*\" >> " + witness + "\ncat\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Files.writeString(repo.resolve(".gitattributes"), "* diff=x filter=x\n");
    for (String key :
        List.of(
            "diff.x.textconv",
            "diff.x.command",
            "diff.external",
            "core.fsmonitor",
            "core.pager",
            "pager.diff",
            "filter.x.clean",
            "filter.x.smudge",
            "filter.X.process",
            "filter.x.process",
            "core.sshCommand",
            "interactive.diffFilter")) {
      git("config", key, script.toString());
    }
    git("config", "filter.x.required", "true");
    git("config", "core.hooksPath", repo.toString());
    Files.copy(script, repo.resolve("post-index-change"));
    Files.writeString(repo.resolve("a.txt"), "changed\n");
    Files.deleteIfExists(witness);
    GitDiff.Shown shown = diff(repo);
    assertThat(witness).doesNotExist();
    assertThat(shown.diff()).contains("+changed");
  }

  @Test
  void aFilterThatCannotBeTurnedOffIsNotRisked() throws Exception {
    git("config", "filter.a=b.clean", "touch ran");
    assertThat(diff(repo).problem()).contains("filters cannot be turned off");
  }

  private static GitDiff.Shown diff(Path where) {
    return new GitDiff(new InertGit(System.getenv()), file -> true).of(where);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(repo.toFile()).inheritIO();
    builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1"));
    assertThat(builder.start().waitFor()).isZero();
  }
}
