package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.SettingsInForce.Setting;
import io.codextemporal.protocol.SandboxMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsInForceTest {
  @TempDir Path folder;

  @Test
  void eachSettingNamesItsLayer() throws IOException {
    Places places = new Places(folder.resolve("codex"), folder.resolve("ours"));
    Files.createDirectories(places.codexHome());
    Files.writeString(
        places.configFile(),
        """
        model = "one"
        approval_policy = "untrusted"
        [shell_environment_policy.set]
        API = "hidden words"
        [temporal]
        max_iterations = 7
        """);
    SessionFlags flags =
        new SessionFlags(
            "two",
            List.of("model_verbosity=\"low\""),
            null,
            null,
            SandboxMode.WORKSPACE_WRITE,
            null,
            List.of(),
            false,
            null);
    LoadedSettings loaded = new SettingsLoader(places, Map.of()).loadInteractive(flags, folder);
    List<Setting> settings = SettingsInForce.of(loaded, flags);

    String file = places.configFile().toString();
    assertThat(settings)
        .contains(
            new Setting("model", "\"two\"", "command line"),
            new Setting("model_verbosity", "\"low\"", "command line"),
            new Setting("approval_policy", "\"untrusted\"", file + ":2"),
            new Setting("sandbox_mode", "\"workspace-write\"", "command line"),
            new Setting("temporal.max_iterations", "7", file + ":6"),
            new Setting("temporal.outage_patience", "\"360m\"", "default"),
            new Setting("model_provider", "\"openai\"", "default"));
    assertThat(SettingsInForce.text(settings))
        .contains("max_iterations = 7 ")
        .contains("shell_environment_policy.set.API = (not shown)")
        .doesNotContain("hidden words");
  }
}
