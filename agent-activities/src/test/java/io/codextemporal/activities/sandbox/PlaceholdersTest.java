package io.codextemporal.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {
  @TempDir private Path folder;
  private Placeholders placeholders;
  private Path shared;
  private Path first;
  private Path second;

  @BeforeEach
  void setUp() {
    placeholders = new Placeholders(folder.resolve("locks"));
    shared = folder.resolve("shared");
    first = folder.resolve("first");
    second = folder.resolve("second");
  }

  @Test
  void nameThatTwoStandOnGoesWithTheLaterOne() throws Exception {
    Path one = placeholders.make(List.of(shared, first)).orElseThrow();
    assertThat(placeholders.holds(shared)).isTrue();
    Path other = placeholders.make(List.of(shared, second)).orElseThrow();
    placeholders.release(one);
    assertThat(first).doesNotExist();
    assertThat(shared).isEmptyDirectory();
    assertThat(placeholders.holds(shared)).isTrue();
    placeholders.release(other);
    assertThat(shared).doesNotExist();
    assertThat(second).doesNotExist();
    assertThat(notes()).isEmpty();
  }

  /** Two homes of one user: neither takes away what the other's sandbox stands on. */
  @Test
  void whatAnotherProcessStandsOnStays() throws Exception {
    ProcessMark living = ProcessMark.of(ProcessHandle.current().pid()).orElseThrow();
    Placeholders other = new Placeholders(folder.resolve("locks"), living);
    Path mine = placeholders.make(List.of(shared, first)).orElseThrow();
    assertThat(other.holds(shared)).isTrue();
    assertThat(other.make(List.of(shared, first))).contains(mine);
    placeholders.release(mine);
    other.sweep();
    assertThat(shared).isEmptyDirectory();
    other.release(mine);
    assertThat(shared).doesNotExist();
    assertThat(placeholders.holds(shared)).as("gone while it was looked at").isTrue();
    assertThat(notes()).isEmpty();
  }

  @Test
  void whatADeadProcessClaimedGoesOnceItsSandboxHadTimeToStart() throws Exception {
    Placeholders dead =
        new Placeholders(folder.resolve("locks"), new ProcessMark(1, -1, "an earlier boot"));
    dead.make(List.of(first));
    placeholders.sweep();
    assertThat(first).isEmptyDirectory();
    for (Path note : notes()) {
      Files.setLastModifiedTime(note, FileTime.from(Instant.now().minusSeconds(60)));
    }
    placeholders.sweep();
    assertThat(first).doesNotExist();
    assertThat(notes()).isEmpty();
  }

  @Test
  void twoProcessesTakeNothingFromEachOther() throws Exception {
    Path told = folder.resolve("told");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PlaceholdersRace.class.getName(),
                folder.toString(),
                told.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(PlaceholdersRace.run(folder, 2, round -> other.isAlive())).isEmpty();
      assertThat(told).hasContent("done");
    } finally {
      other.destroyForcibly();
    }
    assertThat(notes()).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(folder.resolve("locks"), told);
    }
  }

  private List<Path> notes() throws IOException {
    try (Stream<Path> inside = Files.list(folder.resolve("locks"))) {
      return inside.filter(path -> !path.endsWith("mutex")).toList();
    }
  }

  @Test
  void isGoneOnlyWithItsLastCommand() throws Exception {
    Path one = placeholders.make(List.of(first)).orElseThrow();
    assertThat(placeholders.make(List.of(first))).contains(one);
    placeholders.release(one);
    assertThat(first).isEmptyDirectory();
    placeholders.release(one);
    assertThat(first).doesNotExist();
  }

  @Test
  void whatSomebodyPutThereStaysAndIsNoPlaceholder() throws Exception {
    Path one = placeholders.make(List.of(first)).orElseThrow();
    Files.writeString(first.resolve("HEAD"), "");
    assertThat(placeholders.holds(first)).isFalse();
    placeholders.release(one);
    assertThat(first.resolve("HEAD")).exists();
  }

  @Test
  void emptyFolderOfTheUsersIsNone() throws Exception {
    Files.createDirectory(first);
    placeholders.make(List.of(second));
    assertThat(placeholders.holds(first)).isFalse();
  }
}
