package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("ct.launcher");
  }

  @Test
  void passesProgressOnAndKeepsTheErrorWithItsRemedy() throws Exception {
    Path ct =
        Files.writeString(
            folder.resolve("ct"),
            """
            #!/bin/sh
            echo 'ct: sources changed, building' >&2
            echo '  100 packages' >&2
            echo 'ct: the server: there is none' >&2
            echo 'Get one.' >&2
            echo "$*" >&2
            exit 69
            """);
    Files.setPosixFilePermissions(ct, PosixFilePermissions.fromString("rwx------"));
    System.setProperty("ct.launcher", ct.toString());
    List<String> progress = new CopyOnWriteArrayList<>();

    Launcher.Result result =
        Launcher.ofProcess(progress::add).launch(List.of("server", "start")).join();

    assertThat(result)
        .isEqualTo(
            new Launcher.Result(69, "ct: the server: there is none\nGet one.\nserver start"));
    assertThat(progress).containsExactly("  100 packages");
  }
}
