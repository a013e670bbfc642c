package io.codextemporal.activities.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.BudgetedTool;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileToolsTest implements Progress {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SessionId SESSION = new SessionId("01990000-0000-7000-8000-000000000003");

  @TempDir Path folder;
  private Path root;
  private Places places;
  private SandboxMode sandbox = SandboxMode.WORKSPACE_WRITE;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(folder.resolve("ws")).toRealPath();
    places = new Places(folder.resolve("codex"), folder.resolve("home"));
  }

  static Stream<JsonNode> slices() {
    return facts("read_file_slice");
  }

  @ParameterizedTest
  @MethodSource("slices")
  void readsASlice(JsonNode fact) throws Exception {
    plant(fact);
    ObjectNode arguments = JSON.createObjectNode().put("file_path", "f");
    arguments.set("offset", fact.path("offset"));
    arguments.set("limit", fact.path("limit"));
    told(new ReadFileTool(places, Ceiling.NONE), arguments, fact, "");
  }

  static Stream<JsonNode> blocks() {
    return facts("read_file_indentation");
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void readsABlock(JsonNode fact) throws Exception {
    plant(fact);
    ObjectNode arguments = JSON.createObjectNode().put("file_path", "f").put("mode", "indentation");
    arguments.set("offset", fact.path("offset"));
    arguments.set("limit", fact.path("limit"));
    ObjectNode block = arguments.putObject("indentation");
    for (String name : List.of("anchor_line", "max_levels", "include_siblings", "include_header")) {
      block.set(name, fact.path(name));
    }
    told(new ReadFileTool(places, Ceiling.NONE), arguments, fact, "");
  }

  static Stream<JsonNode> listings() {
    return facts("list_dir");
  }

  @ParameterizedTest
  @MethodSource("listings")
  void listsAFolder(JsonNode fact) throws Exception {
    for (JsonNode entry : fact.path("tree")) {
      String[] parts = entry.asText().split(" -> ");
      Path path = root.resolve(parts[0]);
      Files.createDirectories(path.getParent());
      if (parts.length == 2) {
        Files.createSymbolicLink(path, Path.of(parts[1]));
      } else if (parts[0].endsWith("/")) {
        Files.createDirectories(path);
      } else {
        Files.writeString(path, "");
      }
    }
    ObjectNode arguments = JSON.createObjectNode().put("dir_path", ".");
    for (String name : List.of("offset", "limit", "depth")) {
      arguments.set(name, fact.path(name));
    }
    told(new ListDirTool(places, Ceiling.NONE), arguments, fact, "Absolute path: " + root + "\n");
  }

  @Test
  @Timeout(20)
  void oddFilesAreAnsweredSensibly() throws Exception {
    Files.write(root.resolve("bin"), new byte[] {1, 0, 2});
    Files.createDirectories(root.resolve("dir"));
    assertThat(read("bin")).contains("is a binary file");
    assertThat(read("dir")).isEqualTo("failed to read file: Is a directory (os error 21)");
    assertThat(read("none"))
        .isEqualTo("failed to read file: No such file or directory (os error 2)");
    assertThat(read("/dev/zero")).isEqualTo("failed to read file: it is no plain file");
    Files.writeString(root.resolve("long"), "x".repeat(3_000_000) + "\nend\n");
    assertThat(read("long")).hasSize(500 + "L1: ".length() + "\nL2: end".length());
  }

  @Test
  void aLongFileIsCutOnceAndToTheReadersBudget() throws Exception {
    Files.writeString(root.resolve("long"), "0123456789\n".repeat(9_000));
    String whole =
        text(new ReadFileTool(places, Ceiling.NONE), Map.of("file_path", "long", "limit", 9_000));
    assertThat(whole.lines()).hasSize(9_000);
    Tool cut =
        new BudgetedTool(
            new ReadFileTool(places, Ceiling.NONE), run -> TruncationPolicy.tokens(15_500));
    assertThat(text(cut, Map.of("file_path", "long", "limit", 9_000)))
        .isEqualTo(TruncationPolicy.tokens(15_500).cut(whole))
        .hasSize(62_000 + "…24725 tokens truncated…".length());
  }

  @Test
  void whatIsOursIsHiddenButAnOutputOfTheSessionIsNot() throws Exception {
    Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(folder.resolve("codex"));
    Files.writeString(folder.resolve("home/key"), "secret");
    Files.writeString(folder.resolve("codex/auth.json"), "secret");
    Files.createSymbolicLink(root.resolve("link"), folder.resolve("home"));
    Path output = places.journal().resolve(SESSION.value() + "/c.1/output");
    Files.createDirectories(output.getParent());
    Files.writeString(output, "printed\n");
    for (String hidden :
        List.of(
            "link/key",
            folder.resolve("home/key").toString(),
            folder.resolve("codex/auth.json").toString(),
            "/proc/self/environ")) {
      assertThat(read(hidden)).as(hidden).startsWith("failed to read file: Permission denied");
    }
    assertThat(read(output.toString())).isEqualTo("L1: printed");
    assertThat(text(new ListDirTool(places, Ceiling.NONE), Map.of("dir_path", "link")))
        .startsWith("failed to read directory: Permission denied");
    sandbox = SandboxMode.DANGER_FULL_ACCESS;
    assertThat(read("link/key")).isEqualTo("L1: secret");
  }

  @Test
  void grepTellsFilesTheLastChangedFirst() throws Exception {
    write("old.java", "class Old {}\n", 1_000);
    write("sub/new.java", "x\r\nclass New\r\n", 2_000);
    write("sub/other.txt", "class Other\n", 3_000);
    write(".hidden/h.java", "class Hidden\n", 4_000);
    Files.write(root.resolve("bin.java"), new byte[] {0, 'c', 'l', 'a', 's', 's'});
    assertThat(grep(Map.of("pattern", "^class \\w+", "include", "*.java")))
        .isEqualTo(root.resolve("sub/new.java") + "\n" + root.resolve("old.java"));
    assertThat(grep(Map.of("pattern", "class", "limit", 1)))
        .isEqualTo(root.resolve("sub/other.txt").toString());
    assertThat(grep(Map.of("pattern", "New$", "path", "sub")))
        .isEqualTo(root.resolve("sub/new.java").toString());
    assertThat(grep(Map.of("pattern", "nothing like it"))).isEqualTo("No matches found.");
    assertThat(grep(Map.of("pattern", "x", "path", "gone"))).startsWith("unable to access");
    assertThatThrownBy(() -> grep(Map.of("pattern", "(")))
        .isInstanceOf(BadArgumentsException.class);
  }

  @Test
  @Timeout(20)
  void aPatternThatNeverEndsEndsWithTheInterrupt() throws Exception {
    write("f", "a".repeat(100) + "b\n", 1_000);
    FutureTask<String> search =
        new FutureTask<>(() -> grep(Map.of("pattern", "((a*)*|b)*(a|aa)+(\\w|aa)*c$")));
    Thread thread = Thread.ofVirtual().start(search);
    thread.interrupt();
    assertThatThrownBy(search::get).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void anInterruptEndsEachThatMayTakeLong() throws Exception {
    Files.writeString(root.resolve("f"), "line\n".repeat(10));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() ->
            text(new ReadFileTool(places, Ceiling.NONE), Map.of("file_path", "f", "offset", 9)))
        .isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> text(new ListDirTool(places, Ceiling.NONE), Map.of("dir_path", ".")))
        .isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> grep(Map.of("pattern", "line")))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  @Tag("D9")
  void whoeverHoldsGitsLockGrepAnswers() throws Exception {
    new ProcessBuilder("git", "init", "-q").directory(root.toFile()).start().waitFor();
    Files.createFile(root.resolve(".git/index.lock"));
    write(".gitignore", "*.log\n", 1_000);
    write("a.log", "line\n", 1_000);
    write("f", "line\n", 1_000);
    assertThat(grep(Map.of("pattern", "line"))).isEqualTo(root.resolve("f").toString());
  }

  @Test
  @Tag("D8")
  void aWorkspaceThatIsGoneIsSaid() throws Exception {
    Files.delete(root);
    assertThat(text(new ListDirTool(places, Ceiling.NONE), Map.of("dir_path", ".")))
        .isEqualTo("failed to read directory: No such file or directory (os error 2)");
    assertThat(grep(Map.of("pattern", "x")))
        .isEqualTo("unable to access `" + root + "`: No such file or directory (os error 2)");
    assertThat(read("f")).isEqualTo("failed to read file: No such file or directory (os error 2)");
  }

  private void write(String name, String text, long when) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(when));
  }

  private String grep(Map<String, ?> arguments) throws Exception {
    return text(
        new GrepFilesTool(
            places, Ceiling.NONE, new WorkspaceFiles(System.getenv()), System.getenv()),
        arguments);
  }

  private String read(String path) throws Exception {
    return text(new ReadFileTool(places, Ceiling.NONE), Map.of("file_path", path));
  }

  private String text(Tool tool, Map<String, ?> arguments) throws Exception {
    return run(tool, JSON.writeValueAsString(arguments));
  }

  private void told(Tool tool, ObjectNode arguments, JsonNode fact, String before)
      throws Exception {
    if (fact.has("error")) {
      assertThatThrownBy(() -> run(tool, arguments.toString()))
          .isInstanceOf(BadArgumentsException.class)
          .hasMessage(fact.path("error").asText());
      return;
    }
    List<String> lines = new ArrayList<>();
    fact.path("lines").forEach(line -> lines.add(line.asText()));
    assertThat(run(tool, arguments.toString())).isEqualTo(before + String.join("\n", lines));
  }

  private String run(Tool tool, String arguments) throws Exception {
    ToolSettings settings =
        new ToolSettings(
            root.toString(),
            ApprovalMode.NEVER,
            sandbox,
            false,
            List.of(),
            null,
            EnvironmentPolicy.DEFAULT);
    ToolCall call = new ToolCall(new CallId("c"), "t", arguments, false, RetryClass.READ_ONLY);
    ToolRun run =
        new ToolRun(SESSION, new TurnId("turn-1"), call, settings, null, List.of(), false, 50);
    return ((Completed) tool.run(run, this)).output();
  }

  private void plant(JsonNode fact) throws IOException {
    if (fact.has("file_base64")) {
      Files.write(root.resolve("f"), fact.path("file_base64").binaryValue());
    } else {
      Files.writeString(root.resolve("f"), fact.path("file").asText());
    }
  }

  private static Stream<JsonNode> facts(String section) {
    try (InputStream in = FileToolsTest.class.getResourceAsStream("/cases/tool_outputs.json")) {
      JsonNode cases = JSON.readTree(in).path(section).path("cases");
      return StreamSupport.stream(cases.spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void output(String text) {}

  @Override
  public Stop stop() {
    return Stop.NONE;
  }
}
