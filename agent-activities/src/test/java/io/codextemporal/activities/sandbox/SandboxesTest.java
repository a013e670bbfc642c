package io.codextemporal.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void home() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    places = new Places(folder.resolve("codex"), folder.resolve("home"));
  }

  @Test
  void whatThisMachineHasIsFoundByRunningIt() {
    Sandbox sandbox = new Sandboxes(places, System.getenv()).find();
    assertThat(sandbox).isInstanceOf(Bubblewrap.class);
    assertThat(sandbox.found()).startsWith("bubblewrap ");
  }

  @Test
  @Tag("sbx-16")
  void withoutTheProgramThereIsNoneAndARemedy() {
    Sandbox sandbox =
        new Sandboxes(
                places,
                Map.of("PATH", folder.resolve("bin").toString(), "CT_SANDBOX", "bubblewrap"))
            .find();
    assertThat(sandbox)
        .isInstanceOfSatisfying(
            Sandbox.None.class,
            none -> {
              assertThat(none.why()).isEqualTo("bwrap is not on PATH");
              assertThat(none.remedy()).contains("apt install bubblewrap");
            });
  }

  @Test
  void withoutTheProgramItIsLandlockWhereTheKernelDoes() {
    Sandbox sandbox =
        new Sandboxes(places, Map.of("PATH", folder.resolve("bin").toString())).find();
    if (Landlock.kernelVersion() >= Landlock.LEAST) {
      assertThat(sandbox).isInstanceOf(Landlock.class);
      assertThat(sandbox.found()).contains("weaker than bubblewrap", "(bwrap is not on PATH)");
    } else {
      assertThat(sandbox.found()).contains("bwrap is not on PATH; this kernel");
    }
  }

  @Test
  void aProgramThatOnlySaysItConfinesIsNone() throws Exception {
    program("shift $(( $# - 6 )); for a; do :; done; shift 0; exec \"$@\"");
    assertNone("does not work here");
  }

  @Test
  void aProgramThatFailsIsNoneAndItsWordsAreTold() throws Exception {
    program("echo 'bwrap: No permissions to create a new namespace' >&2; exit 1");
    assertNone("No permissions to create a new namespace");
  }

  private void assertNone(String why) {
    Sandbox sandbox =
        new Sandboxes(
                places,
                Map.of("PATH", folder.resolve("bin").toString(), "CT_SANDBOX", "bubblewrap"))
            .find();
    assertThat(sandbox)
        .isInstanceOfSatisfying(Sandbox.None.class, none -> assertThat(none.why()).contains(why));
  }

  private void program(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("bin/bwrap"), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
