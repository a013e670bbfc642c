package io.codextemporal.activities.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.file.ReadFileTool;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that lead where the tools must not write, or into what has no end. */
class PathVectorsTest implements Progress {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path outer;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    outer = folder.toRealPath();
    root = Files.createDirectories(outer.resolve("w/proj"));
    Files.createDirectories(outer.resolve("w/proj-evil"));
    Files.createDirectories(outer.resolve("w/outside"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("../outside"));
    Files.writeString(root.resolve("a.txt"), "a\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"path-01", "path-03", "path-04", "path-05", "path-11", "path-17"})
  void leadsNowhere(String id) throws Exception {
    JsonNode input = vector(id).path("input");
    PatchEffects effects = new PatchEffects(outer.resolve("journal"));
    switch (id) {
      case "path-01", "path-03" ->
          assertRefused(
              run(
                  new ApplyPatchTool(effects, any -> Map.of(), Ceiling.NONE),
                  Map.of("input", input.path("patch").asText())));
      case "path-04", "path-05" -> assertRefused(write(effects, input.path("path").asText()));
      case "path-11" -> {
        for (String name :
            List.of(
                ".git",
                ".codex",
                ".agents",
                ".claude",
                ".mcp.json",
                ".envrc",
                ".vscode",
                ".idea")) {
          assertRefused(write(effects, name));
          assertRefused(write(effects, name + "/x"));
          assertThat(root.resolve(name)).doesNotExist();
        }
        assertRefused(write(effects, input.path("path").asText()));
      }
      case "path-17" -> {
        Tool read =
            new ReadFileTool(
                new Places(outer.resolve("codex"), outer.resolve("home")), Ceiling.NONE);
        assertThat(run(read, Map.of("file_path", input.path("path").asText())).toString())
            .contains("it is no plain file", "success=false");
      }
      default -> throw new IllegalArgumentException(id);
    }
    assertThat(outer.resolve("w/proj-evil")).isEmptyDirectory();
    assertThat(outer.resolve("w/outside")).isEmptyDirectory();
    assertThat(outer.resolve("etc")).doesNotExist();
    assertThat(root.resolve("a.txt")).hasContent("a");
    try (var left = Files.list(outer.resolve("w"))) {
      assertThat(left).hasSize(3);
    }
  }

  private ToolOutcome write(PatchEffects effects, String path) throws Exception {
    return run(
        new WriteFileTool(effects, any -> Map.of(), Ceiling.NONE),
        Map.of("path", path, "content", "evil"));
  }

  private static void assertRefused(ToolOutcome outcome) {
    ToolOutcome inner = outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
    assertThat(inner)
        .isEqualTo(
            new ToolOutcome.Refused(
                "patch rejected: writing outside of the project;"
                    + " rejected by user approval settings"));
  }

  private int calls;

  private ToolOutcome run(Tool tool, Map<String, String> arguments) throws Exception {
    ToolSettings settings =
        new ToolSettings(
            root.toString(),
            ApprovalMode.NEVER,
            SandboxMode.WORKSPACE_WRITE,
            false,
            List.of(),
            null,
            EnvironmentPolicy.DEFAULT,
            null,
            true,
            true,
            WebSearch.OFF,
            null);
    ToolCall call =
        new ToolCall(
            new CallId("c" + ++calls),
            "t",
            JSON.writeValueAsString(arguments),
            false,
            RetryClass.EFFECTS);
    return tool.run(
        new ToolRun(
            new SessionId("01990000-0000-7000-8000-000000000004"),
            new TurnId("turn-1"),
            call,
            settings,
            null,
            List.of(),
            false,
            50),
        this);
  }

  private static JsonNode vector(String id) throws IOException {
    try (InputStream in = PathVectorsTest.class.getResourceAsStream("/cases/adversarial.json")) {
      for (JsonNode one : JSON.readTree(in)) {
        if (one.path("id").asText().equals(id)) {
          return one;
        }
      }
    }
    throw new IllegalArgumentException("no vector " + id);
  }

  @Override
  public void output(String text) {}

  @Override
  public Stop stop() {
    return Stop.NONE;
  }
}
