package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.session.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that end before a server is needed, and one that finds none. */
class ClientTest {
  @TempDir Path root;
  private final List<List<String>> launched = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Streams streams = Streams.terminal();

  @BeforeEach
  void home() throws IOException {
    Files.createDirectories(root.resolve("codex"));
    Files.createDirectories(root.resolve("plain"));
    Files.createDirectories(root.resolve("repo/.git/refs"));
    environment.put("HOME", root.toString());
    environment.put("CODEX_HOME", root.resolve("codex").toString());
    environment.put("CODEX_TEMPORAL_HOME", root.resolve("ct").toString());
  }

  private int ct(String... arguments) {
    Launcher launcher =
        words -> {
          launched.add(words);
          return CompletableFuture.completedFuture(
              new Launcher.Result(69, "ct: the binary: there is none\nGet one."));
        };
    Surroundings around =
        new Surroundings(environment, root.resolve("repo"), streams.stdio(), launcher);
    return new Client(around, "9.9").run(arguments);
  }

  @Test
  void withoutATerminalThereIsNoScreen() {
    streams = Streams.closed();
    assertThat(ct()).isEqualTo(2);
    assertThat(streams.err()).contains("no terminal", "ct exec");
    assertThat(ct("do this")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version"})
  void tellsItsVersion(String option) {
    assertThat(ct(option)).isZero();
    assertThat(streams.out()).isEqualTo("ct 9.9\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec",
        "exec ",
        "exec -C nowhere hi",
        "exec -C ../plain hi",
        "exec -a sometimes hi",
        "exec -s none hi",
        "exec --timeout soon hi",
        "exec --timeout 0s hi",
        "exec --wait=soon hi",
        "exec --nonsense hi",
        "exec -i nowhere.png hi",
        "exec --output-schema nowhere.json hi",
        "exec one two",
        "exec resume",
        "ls --status busy",
        "send",
        "approve x --deny --abort",
        "approve x --reason no",
        "approve x y --all",
        "show",
        "wait",
        "wait x --timeout soon",
        "compact x",
        "export x",
        "resume",
        "models",
        "login",
        "login --device-auth"
      })
  void usageIsTwo(String line) {
    assertThat(ct(line.split(" "))).as(streams.err()).isEqualTo(2);
    assertThat(streams.err()).startsWith("ct: ");
    assertThat(streams.err().lines().count()).as(streams.err()).isLessThanOrEqualTo(2);
    assertThat(streams.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is no toml",
        "model_provider = \"nobody\"",
        "approval_policy = \"sometimes\"",
        "sandbox_mode = \"none\""
      })
  void aConfigurationThatMakesNoSenseIsSeventyEight(String config) throws IOException {
    Files.writeString(root.resolve("codex/config.toml"), config + "\n");
    assertThat(ct("exec", "hi")).as(streams.err()).isEqualTo(78);
    assertThat(streams.err()).contains("config.toml");
  }

  @Test
  void aBadOverrideIsSaid() {
    assertThat(ct("exec", "-c", "model_provider=nobody", "hi")).isEqualTo(78);
  }

  @Test
  void withoutAServerItIsSixtyNine() {
    assertThat(ct("ls")).isEqualTo(69);
    assertThat(launched).containsExactly(List.of("server", "start"));
    assertThat(streams.err())
        .isEqualTo("ct: the private Temporal server: the binary: there is none\nGet one.\n");
  }

  @Test
  void optionsMayComeBeforeTheCommand() {
    assertThat(ct("-m", "ls", "exec", "-C", "nowhere", "hi")).isEqualTo(2);
    assertThat(streams.err()).contains("nowhere");
  }

  @Test
  void aKeyIsStoredAndForgotten() throws IOException {
    streams = Streams.piped("sk-0123456789abcdef\n");
    assertThat(ct("login", "--with-api-key")).isZero();
    Path auth = root.resolve("codex/auth.json");
    assertThat(Files.readString(auth)).contains("sk-0123456789abcdef");
    assertThat(Files.getPosixFilePermissions(auth)).hasSize(2);
    assertThat(ct("login", "status")).isZero();
    assertThat(streams.out()).contains("sk-0…cdef").doesNotContain("0123456789");
    assertThat(ct("logout")).isZero();
    assertThat(ct("login", "status")).isEqualTo(77);
  }

  @Test
  void anEmptyKeyIsRefused() {
    streams = Streams.piped("\n");
    assertThat(ct("login", "--with-api-key")).isEqualTo(2);
  }

  @Test
  void everyCommandHasHelp() {
    Surroundings around = new Surroundings(environment, root, streams.stdio(), words -> null);
    for (String name : ClientCommands.table(around).keySet()) {
      assertThat(ct(name, "--help")).as(name).isZero();
    }
    assertThat(streams.out()).contains("--skip-git-repo-check", "ct exec resume");
  }

  @ParameterizedTest
  @CsvSource({
    "none.png,there is no such file",
    ".git,it is a folder",
    "text.png,'it is no PNG, JPEG, GIF or WebP image'"
  })
  void anImageThatCannotBeShownEndsTheCommandBeforeAnythingStarts(String file, String why)
      throws IOException {
    Files.writeString(root.resolve("repo/text.png"), "no picture");
    assertThat(ct("exec", "-i", file, "what is it?")).isEqualTo(2);
    assertThat(streams.err())
        .contains("ct: " + file + ": " + why, "Give a PNG, JPEG, GIF or WebP file to -i.");
    assertThat(launched).isEmpty();
  }
}
