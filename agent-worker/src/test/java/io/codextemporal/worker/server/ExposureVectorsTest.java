package io.codextemporal.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.Places;
import io.codextemporal.config.TemporalTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our processes open to others: ports, and what a crash leaves on the disk. */
class ExposureVectorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tmp-01", "cred-06"})
  void nothingIsLeftOpen(String id) throws IOException {
    switch (id) {
      case "tmp-01" -> {
        List<String> line =
            ServerFlags.commandLine(
                folder.resolve("temporal"), folder.resolve("db"), new ServerPorts(1, 2, 3), true);
        assertThat(line).contains("--headless").containsSequence("--ip", "127.0.0.1");
        assertThat(line).doesNotContain("0.0.0.0", "--ui-ip", "--ui-port");
        for (String loopback : List.of("127.0.0.1:7233", "localhost:7233", "[::1]:7233")) {
          assertThat(target("TEMPORAL_ADDRESS", loopback).warning()).isEmpty();
        }
        assertThat(target("TEMPORAL_ADDRESS", "temporal.lan:7233").warning())
            .hasValueSatisfying(text -> assertThat(text).contains("without TLS"));
        assertThat(
                target("TEMPORAL_ADDRESS", "temporal.lan:7233", "TEMPORAL_API_KEY", "k").warning())
            .isEmpty();
        assertThat(
                target("TEMPORAL_ADDRESS", "temporal.lan:7233", "TEMPORAL_TLS", "true").warning())
            .isEmpty();
      }
      // That no log holds a key is looked at after every scenario (Leaks).
      case "cred-06" ->
          assertThat(Files.readString(Path.of("../scripts/build")))
              .contains("-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");
      default -> throw new IllegalArgumentException(id);
    }
  }

  private TemporalTarget target(String... variables) throws IOException {
    Path toml = Files.writeString(folder.resolve("temporal.toml"), "");
    Map<String, String> environment =
        variables.length == 2
            ? Map.of("TEMPORAL_CONFIG_FILE", toml.toString(), variables[0], variables[1])
            : Map.of(
                "TEMPORAL_CONFIG_FILE",
                toml.toString(),
                variables[0],
                variables[1],
                variables[2],
                variables[3]);
    return TemporalTarget.resolve(
        new Places(folder.resolve("codex"), folder.resolve("home")), environment);
  }
}
