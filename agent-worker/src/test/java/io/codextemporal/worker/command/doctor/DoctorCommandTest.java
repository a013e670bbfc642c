package io.codextemporal.worker.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.config.Places;
import io.codextemporal.worker.command.ServerSurroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("slow")
class DoctorCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private Places places;
  private int exit;

  @BeforeEach
  void aHome() throws IOException {
    places = new Places(folder.resolve("codex"), folder.resolve("ours"));
    Files.createDirectories(places.codexHome());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("CODEX_HOME", places.codexHome().toString());
    environment.put(
        "TEMPORAL_CONFIG_FILE", Files.writeString(folder.resolve("temporal.toml"), "").toString());
  }

  private Map<String, JsonNode> look() throws IOException {
    CommandLine line =
        new CommandLine(
            DoctorCommand.of(
                new ServerSurroundings(places, environment, Optional.empty()), folder, List.of()));
    line.setOut(new PrintWriter(out));
    exit = line.execute("--json");
    Map<String, JsonNode> rows = new TreeMap<>();
    for (JsonNode row : new ObjectMapper().readTree(out.toString())) {
      assertThat(row.has("found") && row.has("remedy")).isTrue();
      rows.put(row.get("check").textValue(), row);
    }
    return rows;
  }

  private static boolean ok(JsonNode row) {
    return row.get("ok").booleanValue();
  }

  @Test
  void looksWithoutLeavingATrace() throws IOException {
    Map<String, JsonNode> rows = look();

    assertThat(rows).containsKeys("java", "git", "temporal server", "worker", "model key");
    assertThat(ok(rows.get("java"))).isTrue();
    assertThat(ok(rows.get("config.toml"))).isTrue();
    assertThat(ok(rows.get("worker"))).isTrue();
  }

  /** The name resolves nowhere, so nothing is sent. */
  @Test
  void aServerElsewhereWithoutTlsIsWarnedOf() throws IOException {
    environment.put("TEMPORAL_ADDRESS", "temporal.invalid:7233");
    JsonNode line = look().get("temporal line");
    assertThat(ok(line)).isFalse();
    assertThat(line.get("found").textValue())
        .startsWith("Temporal at temporal.invalid:7233 is reached without TLS and without a key");
    assertThat(line.get("remedy").textValue()).contains("TEMPORAL_TLS=true", "tunnel");

    environment.put("TEMPORAL_TLS", "true");
    out.getBuffer().setLength(0);
    assertThat(look()).doesNotContainKey("temporal line");
  }

  @Test
  void theModelKeyIsNamedAndNeverShown() throws IOException {
    assertThat(look().get("model key").get("found").textValue()).contains("OPENAI_API_KEY");
    assertThat(exit).isEqualTo(1);

    environment.put("OPENAI_API_KEY", "sesame");
    out.getBuffer().setLength(0);
    assertThat(ok(look().get("model key"))).isTrue();
    assertThat(out.toString()).doesNotContain("sesame");
  }

  @Test
  void aConfigurationThatDoesNotParseIsNamedWithItsLine() throws IOException {
    Files.writeString(places.configFile(), "model = \"a\"\nnonsense here\n");

    JsonNode row = look().get("config.toml");
    assertThat(ok(row)).isFalse();
    assertThat(row.get("found").textValue()).contains("config.toml:2");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void aSealingKeyThatOthersCanReadIsFound() throws IOException {
    Files.createDirectories(places.home());
    Files.writeString(places.keyFile(), "k");
    Files.setPosixFilePermissions(places.keyFile(), PosixFilePermissions.fromString("rw-r--r--"));

    JsonNode row = look().get("sealing key");
    assertThat(ok(row)).isFalse();
    assertThat(row.get("remedy").textValue()).startsWith("chmod 600");
  }

  @Test
  void aConfiguredServerThatIsAwayIsFound() throws IOException {
    environment.put("TEMPORAL_ADDRESS", "127.0.0.1:1");

    JsonNode row = look().get("temporal server");
    assertThat(ok(row)).isFalse();
    assertThat(row.get("found").textValue()).contains("127.0.0.1:1");
  }

  @Test
  void whatMerelyHelpsDoesNotMakeItFail() {
    DoctorCommand command =
        new DoctorCommand(
            List.of(
                Check.helpful("a", () -> Finding.bad("not there", "get it")),
                Check.needed("b", () -> Finding.good("there"))));
    CommandLine line = new CommandLine(command).setOut(new PrintWriter(out));

    assertThat(line.execute()).isZero();
    assertThat(out.toString()).contains("without  a").contains("→ get it").contains("ok       b");
  }

  @Test
  void aCheckThatBreaksIsAFinding() {
    Finding finding =
        Check.needed(
                "a",
                () -> {
                  throw new IllegalStateException("two\nlines");
                })
            .run();
    assertThat(finding.ok()).isFalse();
    assertThat(finding.found()).isEqualTo("two lines");
  }
}
