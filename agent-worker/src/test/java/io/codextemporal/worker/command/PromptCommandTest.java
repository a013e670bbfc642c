package io.codextemporal.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.config.Places;
import io.codextemporal.tui.cli.CliFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PromptCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path project;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(folder.resolve("codex"));
    project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(project.resolve("AGENTS.md"), "project words");
  }

  @Test
  void printsTheWholeBody() throws Exception {
    assertThat(run("prompt", "--cwd", project.toString(), "-m", "gpt-5.4", "hello there")).isZero();
    JsonNode body = new ObjectMapper().readTree(out.toString());
    assertThat(body.path("model").asText()).isEqualTo("gpt-5.4");
    assertThat(body.path("input")).hasSize(4);
    assertThat(body.path("input").path(2).toString()).contains("project words");
    assertThat(body.path("input").path(3).toString()).contains("hello there");
    assertThat(body.path("tools").path(0).path("name").asText()).isEqualTo("exec_command");
    assertThat(body.path("store").asBoolean(true)).isFalse();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysWhichFolderIsNotThere() {
    assertThat(run("prompt", "--cwd", folder.resolve("gone").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("gone").contains("no such folder");
  }

  @Test
  void everySettingNamesWhereItCameFrom() {
    assertThat(run("config", "--cwd", project.toString(), "-m", "gpt-5.4")).isZero();
    assertThat(out.toString())
        .containsPattern("model = \"gpt-5.4\" +command line")
        .containsPattern("sandbox_mode = \"read-only\" +default");
  }

  @Test
  void wantsASubcommand() {
    assertThat(run()).isEqualTo(2);
  }

  private int run(String... args) {
    Places places = new Places(folder.resolve("codex"), folder.resolve("home"));
    CommandLine line =
        new CommandLine(DebugCommand.of(places, Map.of(), project, InputStream.nullInputStream()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler((thrown, at, parsed) -> {
      at.getErr().println(thrown.getMessage());
      return thrown instanceof CliFailure failure ? failure.exitCode() : 1;
    });
    return line.execute(args);
  }
}
