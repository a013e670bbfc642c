package io.codextemporal.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFilesTest {
  @TempDir Path folder;

  @Test
  void remembersTheNewestServerThatOpenedTheDatabase() {
    ServerFiles files = new ServerFiles(folder);
    assertThat(files.openedBy()).isEmpty();

    files.recordOpenedBy(new ServerVersion(1, 29, 1));
    files.recordOpenedBy(new ServerVersion(1, 28, 0));
    assertThat(files.openedBy()).contains(new ServerVersion(1, 29, 1));
    files.recordOpenedBy(new ServerVersion(1, 30, 0));
    assertThat(files.openedBy()).contains(new ServerVersion(1, 30, 0));
  }

  @Test
  void asideMovesTheDatabaseWithItsJournalAndForgetsItsVersion() throws Exception {
    ServerFiles files = new ServerFiles(folder);
    Files.writeString(files.database(), "main");
    Files.writeString(folder.resolve("temporal.db-wal"), "journal");
    files.recordOpenedBy(new ServerVersion(1, 29, 1));

    Path aside = files.moveDatabaseAside().orElseThrow();

    assertThat(aside).hasContent("main");
    assertThat(aside.resolveSibling(aside.getFileName() + "-wal")).hasContent("journal");
    assertThat(files.database()).doesNotExist();
    assertThat(folder.resolve("temporal.db-wal")).doesNotExist();
    assertThat(files.openedBy()).isEmpty();
    assertThat(files.moveDatabaseAside()).isEmpty();
  }

  @Test
  void theStopOfTheUserIsRememberedAndForgotten() {
    ServerFiles files = new ServerFiles(folder);
    files.markStoppedByUser();
    files.markStoppedByUser();
    assertThat(files.stoppedByUser()).isTrue();
    files.forgetStop();
    files.forgetStop();
    assertThat(files.stoppedByUser()).isFalse();
  }

  @Test
  void onlyASqliteFileLooksRight() throws Exception {
    ServerFiles files = new ServerFiles(folder);
    Files.writeString(files.database(), "SQLite format 3\0 and more");
    assertThat(files.databaseLooksRight()).isTrue();
    Files.writeString(files.database(), "");
    assertThat(files.databaseLooksRight()).isFalse();
  }
}
