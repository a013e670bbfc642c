package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CeilingTest {
  @TempDir Path temp;

  @Test
  void withoutOneEverythingIsWithin() {
    assertThat(Ceiling.of(config("")).objection(settings("/", SandboxMode.DANGER_FULL_ACCESS)))
        .isEmpty();
    assertThat(Ceiling.NONE.confines()).isFalse();
  }

  @Test
  void sandboxAndPolicyAreNotExceeded() {
    Ceiling ceiling =
        Ceiling.of(
            config("[temporal.ceiling]\nsandbox = \"workspace-write\"\npolicy = \"on-request\"\n"));
    assertThat(ceiling.confines()).isTrue();
    assertThat(ceiling.objection(settings("/w", SandboxMode.DANGER_FULL_ACCESS)))
        .hasValue(
            "the session's sandbox mode is beyond what this worker allows (temporal.ceiling.sandbox"
                + " in its config)");
    assertThat(ceiling.objection(settings("/w", SandboxMode.READ_ONLY))).isEmpty();
    assertThat(
            ceiling.objection(settings("/w", SandboxMode.READ_ONLY, ApprovalMode.NEVER, List.of())))
        .hasValueSatisfying(why -> assertThat(why).contains("temporal.ceiling.policy"));
  }

  @Test
  void foldersAreRealOnes() throws Exception {
    Path allowed = Files.createDirectories(temp.resolve("proj"));
    Path sibling = Files.createDirectories(temp.resolve("proj-evil"));
    Path link = Files.createSymbolicLink(allowed.resolve("link"), sibling);
    Ceiling ceiling = Ceiling.of(config("[temporal.ceiling]\nfolders = [\"" + allowed + "\"]\n"));
    assertThat(ceiling.objection(settings(allowed + "/sub", SandboxMode.WORKSPACE_WRITE)))
        .isEmpty();
    for (Path out : List.of(sibling, link, allowed.resolve("../proj-evil"))) {
      assertThat(ceiling.objection(settings(out.toString(), SandboxMode.READ_ONLY)))
          .as(out.toString())
          .hasValueSatisfying(why -> assertThat(why).contains("temporal.ceiling.folders"));
    }
    assertThat(
            ceiling.objection(
                settings(
                    allowed.toString(),
                    SandboxMode.WORKSPACE_WRITE,
                    ApprovalMode.ON_REQUEST,
                    List.of("/etc"))))
        .isPresent();
  }

  @Test
  void whatMakesNoSenseIsAnError() {
    assertThatThrownBy(() -> Ceiling.of(config("[temporal.ceiling]\nsandbox = \"\"\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("temporal.ceiling.sandbox");
    assertThatThrownBy(() -> Ceiling.of(config("[temporal.ceiling]\nfolders = [\"x\"]\n")))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void limitsAreRead() {
    ToolLimits limits =
        ToolLimits.of(
            config(
                "[tools.limits]\ncpu = 30\nmemory = \"2GB\"\nprocesses = 9\nfile_size = 1000\n"
                    + "open_files = 64\nwall_time = \"2m\"\noutput = \"1MB\"\nconcurrent = 3\n"));
    assertThat(limits)
        .isEqualTo(
            new ToolLimits(
                Duration.ofSeconds(30),
                2_000_000_000,
                true,
                9,
                1_000,
                64,
                Duration.ofMinutes(2),
                1_000_000,
                3));
    assertThat(ToolLimits.of(config(""))).isEqualTo(ToolLimits.DEFAULT);
    assertThatThrownBy(() -> ToolLimits.of(config("[tools.limits]\nmemory = \"lots\"\n")))
        .hasMessageContaining("tools.limits.memory cannot be `lots`");
    assertThatThrownBy(() -> ToolLimits.of(config("[tools.limits]\nprocesses = 0\n")))
        .hasMessageContaining("tools.limits.processes");
  }

  private Config config(String toml) {
    try {
      Path home = Files.createDirectories(temp.resolve("codex"));
      Files.writeString(home.resolve("config.toml"), toml);
      return ConfigLayers.load(new Places(home, temp.resolve("home")), temp, null, List.of());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ToolSettings settings(String cwd, SandboxMode sandbox) {
    return settings(cwd, sandbox, ApprovalMode.ON_REQUEST, List.of());
  }

  private static ToolSettings settings(
      String cwd, SandboxMode sandbox, ApprovalMode approval, List<String> roots) {
    return new ToolSettings(cwd, approval, sandbox, false, roots, null, EnvironmentPolicy.DEFAULT);
  }
}
