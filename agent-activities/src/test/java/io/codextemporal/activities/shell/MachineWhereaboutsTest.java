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
    assertThat(system("/usr/bin:/bin", "no-such-program")).isTrue();
    assertThat(system("/usr/bin:/bin", "/bin/no-such-program")).isFalse();
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

  @Test
  void aHookOfTheIndexOrSubmodulesMakeARepositoryUnplain() throws IOException {
    Path git = Files.createDirectory(folder.resolve(".git"));
    Path hook = Files.createDirectory(git.resolve("hooks")).resolve("post-index-change");
    Files.createFile(hook);
    assertThat(plain()).isFalse();
    Files.delete(hook);
    assertThat(plain()).isTrue();
    Files.createDirectory(git.resolve("modules"));
    assertThat(plain()).isFalse();
  }

  @Test
  void afterACdWhatHoldsInBothFoldersCounts() throws IOException {
    Path here = Files.createDirectories(folder.resolve("good/src")).getParent();
    Files.createDirectory(here.resolve(".git"));
    Path hostile = Files.createDirectories(folder.resolve("hostile/.git"));
    Files.writeString(hostile.resolve("config"), "[core]\nfsmonitor = ./x\n");
    MachineWhereabouts where = new MachineWhereabouts(Map.of(), here);
    assertThat(where.isPlainRepository()).isTrue();
    assertThat(where.in("src").isPlainRepository()).isTrue();
    assertThat(where.in("src").in("..").isPlainRepository()).isTrue();
    for (String folder : new String[] {"../hostile", "-", "~", "", "gone", "--"}) {
      assertThat(where.in(folder).isPlainRepository()).as(folder).isFalse();
    }
    assertThat(where.in("../hostile").in("../good").isPlainRepository()).isFalse();
    assertThat(new MachineWhereabouts(Map.of("CDPATH", "/x"), here).in("src").isPlainRepository())
        .isFalse();
  }

  private boolean system(String path, String program) {
    return new MachineWhereabouts(Map.of("PATH", path), folder).isSystemProgram(program);
  }

  private boolean plain() {
    return new MachineWhereabouts(Map.of(), folder).isPlainRepository();
  }
}
