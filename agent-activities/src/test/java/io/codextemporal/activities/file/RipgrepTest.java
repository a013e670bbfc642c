package io.codextemporal.activities.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.InertGit;
import io.codextemporal.config.Places;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code grep_files} with ripgrep and without: the same answers. */
@Tag("slow")
class RipgrepTest implements Progress {
  private static final int FILES = 90;

  private static final List<String> PIECES =
      List.of(
          "a", "A", "b", "_", "1", " ", "-", "\t", "\r", "\n", "\r\n", "é", "É", "😀", "a\u0301",
          "\u2028", "\u0085", "\uFEFF", "(", "]", "^", "$", "foo", "Bar");

  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "foo",
          ".",
          "\\w",
          "\\d",
          "\\s",
          "\\b",
          "é",
          "😀",
          "\\(",
          "\\.",
          "[ab]",
          "[^a]",
          "[a-f_]",
          "[-1]",
          "[^\\s\\w]",
          "[\\]^]",
          " ",
          "_",
          "\\$",
          "-",
          "\\W",
          "[é]",
          "\\1",
          "\\u0061");

  @TempDir Path folder;
  private Path root;
  private Places places;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(folder.resolve("ws")).toRealPath();
    places = new Places(folder.resolve("codex"), folder.resolve("home"));
  }

  @Test
  void answersAsTheWalkDoes() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    int said = 0;
    int matched = 0;
    for (int tree = 0; tree < 4; tree++) {
      plant(random, tree % 2 == 0);
      for (int n = 0; n < 60; n++) {
        String pattern = pattern(random, 2);
        if (pattern.isBlank()) {
          continue;
        }
        Map<String, Object> arguments =
            random.nextBoolean()
                ? Map.of("pattern", pattern, "limit", 1 + random.nextInt(FILES))
                : Map.of("pattern", pattern, "include", random.nextBoolean() ? "*.java" : "d/**");
        String walked = grep(arguments, Map.of("PATH", "/none"));
        assertThat(grep(arguments, System.getenv()))
            .as("seed %d, %s", seed, arguments)
            .isEqualTo(walked);
        said += RipgrepPattern.of(pattern).isPresent() ? 1 : 0;
        matched += walked.startsWith("No matches") ? 0 : 1;
      }
    }
    assertThat(said).as("said to ripgrep, seed %d", seed).isGreaterThan(60);
    assertThat(matched).as("with a match, seed %d", seed).isGreaterThan(30);
  }

  @Test
  void leavesLittleToRead() throws Exception {
    List<String> names = many();
    assertThat(narrowed(names, "class T[3]2\\b")).containsExactly("f32");
    assertThat(narrowed(names, "(?i)CLASS t32$")).containsExactly("f32");
    assertThat(narrowed(names, "nothing")).isEmpty();
    assertThat(narrowed(names, "class (?=T32)")).as("unsayable").hasSize(names.size());
    assertThat(narrowed(names.subList(0, 10), "nothing")).as("few").hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?=a)", "(?<n>a)", "(?>a)", "(a)\\1", "\\Qa\\E", "\\p{L}", "\\W", "\\R", "\\x41",
        "\\u0041", "a(?i)b", "(?s).", "[a&&b]", "[a[b]]", "[é]", "(a$)b", "a$b", "\\A", "\\z",
        "\\bx\\B", "\\h"
      })
  void whatMeansSomethingElseIsWalked(String pattern) {
    assertThat(Pattern.compile(pattern)).isNotNull();
    assertThat(RipgrepPattern.of(pattern)).isEmpty();
  }

  @Test
  void whatCannotBeReadBySomebodyElseIsWalked() throws Exception {
    List<String> names = new ArrayList<>(many());
    names.add("gone");
    assertThat(narrowed(names, "nothing")).as("it failed").hasSize(names.size());
  }

  @Test
  void aLinkThatTookAFilesPlaceTellsNothing() throws Exception {
    many();
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(folder.resolve("home/key"), "secret\n");
    Files.delete(root.resolve("f7"));
    Files.createSymbolicLink(root.resolve("f7"), folder.resolve("home/key"));
    assertThat(grep(Map.of("pattern", "secret"), System.getenv())).isEqualTo("No matches found.");
  }

  @Test
  @Timeout(20)
  void anInterruptEndsIt() throws Exception {
    many();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> grep(Map.of("pattern", "class"), System.getenv()))
        .isInstanceOf(InterruptedException.class);
    List<String> names = many();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> narrowed(names, "class")).isInstanceOf(InterruptedException.class);
  }

  private Set<String> narrowed(List<String> names, String pattern) throws InterruptedException {
    return new Ripgrep(System.getenv())
        .mayMatch(root, names, Pattern.compile(pattern), System.nanoTime() + 20_000_000_000L);
  }

  private List<String> many() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      names.add("f" + i);
      Files.writeString(root.resolve("f" + i), "// of a test\r\nclass T" + i + "\r\n");
    }
    return names;
  }

  private void plant(Random random, boolean repository) throws IOException {
    FolderRemoval.remove(root);
    Files.createDirectories(root.resolve("d/e"));
    if (repository) {
      new InertGit(System.getenv()).run(root, 1_000, "init", "-q");
      Files.writeString(root.resolve(".gitignore"), "*3.java\n/d/e/\n");
    }
    for (int i = 0; i < FILES; i++) {
      String name =
          List.of("", "d/", "d/e/", "-").get(random.nextInt(4))
              + (random.nextInt(9) == 0 ? "." : "")
              + "f é"
              + i;
      Path file = root.resolve(name + (random.nextBoolean() ? ".java" : ".txt"));
      Files.write(file, content(random));
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * random.nextInt(30)));
    }
  }

  private static byte[] content(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(14); i > 0; i--) {
      bytes.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
      if (random.nextInt(20) == 0) {
        bytes.write(List.of(0, 0xE9, 0xC3, 0xF0, 0x9F).get(random.nextInt(5)));
      }
    }
    return bytes.toByteArray();
  }

  /** One that Java compiles. */
  private static String pattern(Random random, int depth) {
    while (true) {
      String pattern =
          (random.nextInt(6) == 0 ? "(?i)" : "")
              + (random.nextInt(4) == 0 ? "^" : "")
              + pieces(random, depth)
              + (random.nextInt(3) == 0 ? "$" : "");
      try {
        Pattern.compile(pattern.strip());
        return pattern.strip();
      } catch (IllegalArgumentException e) {
        continue;
      }
    }
  }

  private static String pieces(Random random, int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      boolean group = depth > 0 && random.nextInt(4) == 0;
      text.append(
          group
              ? (random.nextBoolean() ? "(" : "(?:") + pieces(random, depth - 1) + ")"
              : ATOMS.get(random.nextInt(ATOMS.size() - (random.nextInt(4) == 0 ? 0 : 4))));
      if (random.nextInt(3) == 0) {
        text.append(
            List.of("*", "+", "?", "+?", "*+", "{2}", "{1,}", "{0,2}", "|").get(random.nextInt(9)));
      }
    }
    return text.toString();
  }

  private String grep(Map<String, Object> arguments, Map<String, String> own) throws Exception {
    ToolSettings settings =
        new ToolSettings(
            root.toString(),
            ApprovalMode.NEVER,
            SandboxMode.READ_ONLY,
            false,
            List.of(),
            null,
            EnvironmentPolicy.DEFAULT);
    String json = new ObjectMapper().writeValueAsString(arguments);
    ToolCall call = new ToolCall(new CallId("c"), "t", json, false, RetryClass.READ_ONLY);
    ToolRun run =
        new ToolRun(
            new SessionId("01990000-0000-7000-8000-000000000003"),
            new TurnId("turn-1"),
            call,
            settings,
            null,
            List.of(),
            false,
            50);
    WorkspaceFiles files = new WorkspaceFiles(System.getenv());
    return ((Completed) new GrepFilesTool(places, Ceiling.NONE, files, own).run(run, this))
        .output();
  }

  @Override
  public void output(String text) {}

  @Override
  public Stop stop() {
    return Stop.NONE;
  }
}
