package io.codextemporal.activities.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFoldersTest {
  @TempDir Path temporary;

  @Test
  void whatDeadWorkersLeftIsRemovedAndNothingElse() throws Exception {
    KernelFolders folders = new KernelFolders(temporary.toRealPath());
    Path living = folders.fresh();
    Path dead = Files.createDirectory(temporary.resolve("ct-js-" + Integer.MAX_VALUE + "-1-abc"));
    Files.createDirectory(dead.resolve("inside"));
    Files.writeString(dead.resolve("inside/file"), "x");
    Path foreign = Files.createDirectory(temporary.resolve("ct-js-of-somebody"));
    Path link = temporary.resolve("ct-js-" + Integer.MAX_VALUE + "-1-link");
    Files.createSymbolicLink(link, foreign);
    folders.reap();
    assertThat(living).isDirectory();
    assertThat(dead).doesNotExist();
    assertThat(foreign).isDirectory();
    assertThat(link).isSymbolicLink();
  }
}
