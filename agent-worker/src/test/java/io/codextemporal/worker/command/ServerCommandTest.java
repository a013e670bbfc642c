package io.codextemporal.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.config.Places;
import io.codextemporal.tui.cli.CliFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private Optional<CliFailure> failure = Optional.empty();

  private int run(Map<String, String> environment, String... args) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put(
        "TEMPORAL_CONFIG_FILE", Files.writeString(folder.resolve("temporal.toml"), "").toString());
    Places places = new Places(folder.resolve("codex"), folder.resolve("ours"));
    CommandLine line =
        new CommandLine(new ServerCommand(new ServerSurroundings(places, all, Optional.empty())));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    line.setExecutionExceptionHandler((thrown, at, parsed) -> {
      failure = Optional.of((CliFailure) thrown);
      return failure.get().exitCode();
    });
    return line.execute(args);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void statusOfAHomeWithoutAServer() throws IOException {
    assertThat(run(Map.of(), "status", "--json")).isEqualTo(69);

    JsonNode status = new ObjectMapper().readTree(out.toString());
    assertThat(status.get("running").booleanValue()).isFalse();
    assertThat(status.get("private").booleanValue()).isTrue();
    assertThat(status.get("pid").isNull()).isTrue();
    assertThat(status.get("address").isNull()).isTrue();
    assertThat(status.get("version").isNull()).isTrue();
    assertThat(status.get("database").textValue()).endsWith("ours/server/temporal.db");
    assertThat(status.get("log").textValue()).endsWith("ours/server/server.log");
  }

  @Test
  void stoppingWhatDoesNotRunIsHarmless() throws IOException {
    assertThat(run(Map.of(), "stop")).isZero();
    assertThat(out.toString()).contains("no private Temporal server was running");
  }

  @Test
  void aHealerLeavesWhatTheUserStopped() throws IOException {
    run(Map.of(), "stop");
    assertThat(run(Map.of(), "start", "--heal")).isEqualTo(69);
    assertThat(failure.orElseThrow().render()).contains("stopped by ct server stop");
  }

  @Test
  void aConfiguredServerThatIsAwayIsSaidWithItsAddress() throws IOException {
    String address = "127.0.0.1:" + closedPort();

    assertThat(run(Map.of("TEMPORAL_ADDRESS", address), "start")).isEqualTo(69);
    assertThat(failure.orElseThrow().render()).contains(address).containsIgnoringCase("refused");
    assertThat(run(Map.of("TEMPORAL_ADDRESS", address), "status")).isEqualTo(69);
    assertThat(out.toString()).contains("not running").contains(address);
  }
}
