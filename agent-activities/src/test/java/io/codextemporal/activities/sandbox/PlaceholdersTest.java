package io.codextemporal.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(folder.resolve("locks")).isEmptyDirectory();
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
