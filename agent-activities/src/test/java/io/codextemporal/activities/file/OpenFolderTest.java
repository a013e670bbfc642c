package io.codextemporal.activities.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFolderTest {
  private static final int TRIES = 10_000;

  @TempDir Path folder;
  private Path base;
  private Path outside;

  @BeforeEach
  void make() throws IOException {
    base = Files.createDirectories(folder.resolve("base")).toRealPath();
    outside = Files.createDirectories(folder.resolve("outside")).toRealPath();
  }

  @Test
  void followsNoLinkOnTheWay() throws Exception {
    Files.createSymbolicLink(base.resolve("link"), outside);
    assertThatThrownBy(() -> OpenFolder.open(base, base.resolve("link")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> OpenFolder.make(base, base.resolve("link/new")))
        .isInstanceOf(IOException.class);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void makesFoldersInFolders() throws Exception {
    OpenFolder.make(base, base.resolve("a/b/c"));
    assertThat(base.resolve("a/b/c")).isDirectory();
    try (OpenFolder open = OpenFolder.open(base, base.resolve("a/b/c"))) {
      open.create(Path.of("f"), new byte[] {'x'}, null);
    }
    assertThat(base.resolve("a/b/c/f")).hasContent("x");
    try (var left = Files.list(base)) {
      assertThat(left).containsExactly(base.resolve("a"));
    }
  }

  @Test
  @Tag("path-08")
  void aFolderThatIsSwappedForALinkLeadsNowhere() throws Exception {
    Path swapped = Files.createDirectory(base.resolve("d"));
    AtomicBoolean over = new AtomicBoolean();
    Thread swapper =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; !over.get(); i++) {
                swap(swapped, folder.resolve("aside" + i), outside);
              }
            });
    int made = 0;
    for (int i = 0; i < TRIES; i++) {
      try {
        OpenFolder.make(base, swapped.resolve("n" + i));
        try (OpenFolder open = OpenFolder.open(base, swapped.resolve("n" + i))) {
          made += open.attributes(Path.of("x")).isEmpty() ? 1 : 0;
        }
      } catch (IOException e) {
        continue; // It was a link just then, or nothing.
      }
    }
    over.set(true);
    swapper.join();
    assertThat(outside).isEmptyDirectory();
    assertThat(made).isPositive();
  }

  /** For a moment it is a link; whatever was made there meanwhile may stay in its place. */
  private static void swap(Path swapped, Path aside, Path outside) {
    try {
      Files.move(swapped, aside, StandardCopyOption.ATOMIC_MOVE);
      Files.createSymbolicLink(swapped, outside);
      Files.delete(swapped);
      Files.move(aside, swapped, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return;
    }
  }
}
