package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.SessionFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenBeginningTest {
  @TempDir Path folder;

  @Test
  void aServerElsewhereWithoutTlsIsWarnedOf() throws IOException {
    assertThat(warnings(Map.of("TEMPORAL_ADDRESS", "temporal.invalid:7233")))
        .singleElement()
        .asString()
        .contains("temporal.invalid:7233 is reached without TLS", "Set TEMPORAL_TLS=true");
    assertThat(warnings(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:7233"))).isEmpty();
    assertThat(warnings(Map.of())).isEmpty();
  }

  private List<String> warnings(Map<String, String> temporal) throws IOException {
    Map<String, String> environment = new HashMap<>(temporal);
    environment.put("CODEX_HOME", Files.createDirectories(folder.resolve("codex")).toString());
    environment.put("CODEX_TEMPORAL_HOME", folder.resolve("ours").toString());
    environment.put(
        "TEMPORAL_CONFIG_FILE", Files.writeString(folder.resolve("temporal.toml"), "").toString());
    Surroundings around = new Surroundings(environment, folder, Stdio.nowhere(), words -> null);
    SessionFlags flags =
        new SessionFlags(null, List.of(), null, null, null, null, List.of(), false, null);
    return new ScreenBeginning(around, flags, folder, List.of()).read().warnings();
  }
}
