package io.codextemporal.activities.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.file.WorkspaceFiles;
import io.codextemporal.config.Places;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker is killed while it takes files into an index. */
@Tag("slow")
class IndexDeathTest {
  private static final int FILES = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  /** The first index is begun, or what stands on the disk is brought up to date. */
  @ParameterizedTest
  @CsvSource({"first,1", "first,40", "again,1", "again,40"})
  @Timeout(60)
  void theNextOneAnswersRightly(String stage, int killedAt) throws Exception {
    Path root = Files.createDirectories(folder.resolve("ws")).toRealPath();
    Path home = folder.resolve("home");
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                IndexDeathTest.class.getName(),
                root.toString(),
                home.toString(),
                stage,
                Integer.toString(killedAt))
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (BufferedReader said = worker.inputReader()) {
      assertThat(said.readLine()).as(Files.readString(folder.resolve("errors"))).isEqualTo("at");
    } finally {
      worker.destroyForcibly().waitFor();
    }
    SearchIndexes indexes = new SearchIndexes(places(home), files(), InstantSource.system());
    try {
      String now = stage.equals("first") ? "early" : "later";
      assertThat(found(indexes, root, now)).hasSize(FILES);
      assertThat(found(indexes, root, stage.equals("first") ? "later" : "early")).isEmpty();
      assertThat(found(indexes, root, now + "7x")).containsExactly("f7.txt");
    } finally {
      indexes.close();
    }
    try (var left = Files.list(places(home).cache().resolve("search"))) {
      assertThat(left.filter(Files::isDirectory)).as("it went on in the same folder").hasSize(1);
    }
  }

  private static List<String> found(SearchIndexes indexes, Path root, String word)
      throws Exception {
    List<String> paths = new ArrayList<>();
    indexes
        .search(root, word, "", 2 * FILES, PATIENCE)
        .found()
        .hits()
        .forEach(hit -> paths.add(hit.path()));
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  private static Places places(Path home) {
    return new Places(home.resolve("codex"), home);
  }

  private static WorkspaceFiles files() {
    return new WorkspaceFiles(System.getenv());
  }

  /** The worker: says when it is at the file, and goes no further. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    Path base = places(Path.of(args[1])).cache().resolve("search");
    write(root, "early");
    AtomicInteger left = new AtomicInteger(Integer.parseInt(args[3]));
    AtomicInteger armed = new AtomicInteger(args[2].equals("first") ? 1 : 0);
    IndexFolders.Taken place = new IndexFolders(() -> base).take(root);
    WorkspaceIndex index =
        new WorkspaceIndex(
            root,
            place.folder(),
            files()::below,
            path -> {
              if (armed.get() == 1 && left.decrementAndGet() == 0) {
                stay();
              }
              return true;
            },
            InstantSource.system());
    index.update();
    index.keep();
    write(root, "later");
    armed.set(1);
    index.update();
  }

  @SuppressWarnings("SystemOut") // It is a process of its own.
  private static void stay() {
    System.out.println("at");
    try {
      System.in.read();
    } catch (IOException e) {
      return;
    }
  }

  private static void write(Path root, String word) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(root.resolve("f" + i + ".txt"), word + " " + word + i + "x\n");
    }
  }
}
