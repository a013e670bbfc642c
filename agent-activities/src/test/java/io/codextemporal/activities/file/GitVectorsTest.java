package io.codextemporal.activities.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.config.GitDiff;
import io.codextemporal.config.InertGit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that would run something when git, or any program, is called in them. */
class GitVectorsTest {
  /** Every hook that git knows, and the programs a start might ask for its version. */
  private static final List<String> HOOKS =
      List.of(
          "pre-commit",
          "post-commit",
          "reference-transaction",
          "post-index-change",
          "post-checkout",
          "fsmonitor-watchman",
          "pre-push",
          "post-update",
          "proc-receive");

  private static final List<String> PROGRAMS =
      List.of("git", "sh", "node", "yarn", "npm", "java", "rg", "bwrap", "stty", "true");

  @TempDir Path folder;
  private Path repository;
  private Path mark;

  @BeforeEach
  void open() throws Exception {
    repository = Files.createDirectories(folder.resolve("repository"));
    mark = folder.resolve("ran");
    git("init", "-q");
    Files.writeString(repository.resolve("a.txt"), "a\n");
    git("add", "a.txt");
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "one");
    Files.writeString(repository.resolve("a.txt"), "b\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git-04", "git-06", "git-07", "git-20", "trust-09"})
  void ourOwnCallsRunNothingOfTheFolder(String id) throws Exception {
    JsonNode input = vector(id).path("input");
    for (Map.Entry<String, JsonNode> entry : input.path("config").properties()) {
      git("config", entry.getKey(), entry.getValue().asText());
    }
    if (input.has("gitattributes")) {
      Files.writeString(
          repository.resolve(".gitattributes"), input.path("gitattributes").asText() + "\n");
    }
    for (String file : input.path("files").propertyStream().map(Map.Entry::getKey).toList()) {
      trap(repository.resolve(file));
    }
    switch (id) {
      case "git-04" -> trap(repository.resolve("x.sh"));
      case "git-06" -> traps(repository.resolve("hk"), HOOKS);
      case "git-07" -> traps(repository.resolve(".git/hooks"), HOOKS);
      case "git-20" -> hostileSubmodule();
      case "trust-09" -> {
        traps(repository, PROGRAMS);
        Files.writeString(repository.resolve(".yarnrc.yml"), "yarnPath: ./yarn\n");
      }
      default -> throw new IllegalArgumentException(id);
    }
    for (String path : List.of("/usr/bin:/bin", ".:/usr/bin:/bin", ":/usr/bin:/bin")) {
      Map<String, String> own = Map.of("PATH", path, "HOME", folder.toString());
      WorkspaceFiles files = new WorkspaceFiles(own);
      assertThat(files.list(repository.toString(), "a.txt", 50).paths()).contains("a.txt");
      InertGit git = new InertGit(own);
      assertThat(git.run(repository, 10_000, "status", "--porcelain=v2")).isPresent();
      assertThat(git.run(repository, 10_000, "diff", "--no-ext-diff", "--no-textconv")).isPresent();
      assertThat(new GitDiff(git, file -> true).of(repository).problem()).isEmpty();
    }
    assertThat(mark).doesNotExist();
  }

  /** Only these write nothing: whoever wants more of git must think of its hooks first. */
  @Test
  void nobodyElseCallsGit() throws IOException {
    TreeSet<String> callers = new TreeSet<>();
    for (String module : List.of("agent-workflow", "agent-activities", "agent-tui")) {
      Path sources = Path.of("..", module, "src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          if (text.contains("\"git\"") && text.contains("ProcessBuilder")
              || text.contains("Programs.find(\"git\"")) {
            callers.add(file.getFileName().toString());
          }
        }
      }
    }
    assertThat(callers).containsExactly("InertGit.java");
  }

  private void hostileSubmodule() throws IOException {
    Files.writeString(
        repository.resolve(".gitmodules"),
        "[submodule \"-x\\r\"]\n\tpath = \"-u./x.sh\\r\"\n\turl = \"-u./x.sh\"\n\tupdate = !./x.sh\n");
    trap(repository.resolve("x.sh"));
  }

  private void traps(Path in, List<String> names) throws IOException {
    for (String name : names) {
      trap(in.resolve(name));
    }
  }

  private void trap(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\necho \"$0\" >> '" + mark + "'\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void git(String... arguments) throws Exception {
    List<String> line = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    assertThat(new ProcessBuilder(line).directory(repository.toFile()).start().waitFor()).isZero();
  }

  private static JsonNode vector(String id) throws IOException {
    try (InputStream in = GitVectorsTest.class.getResourceAsStream("/cases/adversarial.json")) {
      for (JsonNode one : new ObjectMapper().readTree(in)) {
        if (one.path("id").asText().equals(id)) {
          return one;
        }
      }
    }
    throw new IllegalArgumentException("no vector " + id);
  }
}
