package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineWhereaboutsTest {
  @TempDir Path folder;

  @Test
  void aProgramIsTheSystemsWhereTheLookupEndsInItsFolders() throws IOException {
    Path planted = Files.createFile(folder.resolve("ls"));
    assertThat(planted.toFile().setExecutable(true)).isTrue();

    assertThat(system("/usr/bin:/bin", "ls")).isTrue();
    assertThat(system("/usr/bin:/bin", "/bin/ls")).isTrue();
    assertThat(system("/usr/bin:" + folder, "ls")).isTrue();
    assertThat(system(folder + ":/usr/bin:/bin", "ls")).isFalse();
    assertThat(system(".:/usr/bin:/bin", "ls")).isFalse();
    assertThat(system(":/usr/bin:/bin", "ls")).isFalse();
    assertThat(system("/usr/bin:/bin", "./ls")).isFalse();
    assertThat(system("/usr/bin:/bin", planted.toString())).isFalse();
    assertThat(system("/usr/bin:/bin", "/bin/../tmp/ls")).isFalse();
    assertThat(system("/usr/bin:/bin", "no-such-program")).isFalse();
    assertThat(system("/usr/bin:/bin", "\u0441at")).isFalse();
    assertThat(system("/usr/bin:/bin", "a\0b")).isFalse();
  }

  @Test
  void aRepositoryIsPlainUnlessItsConfigurationNamesPrograms() throws IOException {
    assertThat(plain()).isTrue();
    Path config = Files.createDirectory(folder.resolve(".git")).resolve("config");
    Files.writeString(config, "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = x\n");
    assertThat(plain()).isTrue();
    for (String line :
        new String[] {
          "[core]\nfsmonitor = ./x",
          "[core] fsMonitor=./x",
          "[diff \"x\"]\n\ttextconv = ./x.sh",
          "[diff]\nexternal=./x",
          "[filter \"x\"]\nclean = ./x",
          "[include]\npath = ../x",
          "[includeIf \"gitdir:x\"]\npath = ../x"
        }) {
      Files.writeString(config, line);
      assertThat(plain()).as(line).isFalse();
    }
  }

  @Test
  void aRepositoryWhoseConfigurationIsElsewhereIsNotPlain() throws IOException {
    Files.writeString(folder.resolve(".git"), "gitdir: /elsewhere\n");
    assertThat(plain()).isFalse();
  }

  private boolean system(String path, String program) {
    return new MachineWhereabouts(Map.of("PATH", path), folder).isSystemProgram(program);
  }

  private boolean plain() {
    return new MachineWhereabouts(Map.of(), folder).isPlainRepository();
  }
}
