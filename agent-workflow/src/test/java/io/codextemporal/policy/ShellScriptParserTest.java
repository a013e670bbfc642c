package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptParserTest {
  static List<JsonNode> scripts() {
    return Cases.list(Cases.read("command_safety.json").path("plain_script_parse").path("cases"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void splitsAsRecorded(JsonNode one) {
    JsonNode expected = one.path("commands");
    String script = one.path("script").asText();
    if (expected.isArray()) {
      List<List<String>> commands = Cases.list(expected).stream().map(Cases::strings).toList();
      assertThat(words(script)).isEqualTo(commands);
    } else {
      assertThat(ShellScriptParser.parse(script)).isInstanceOf(ShellScript.NotPlain.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls \\\n-l",
        "ls # x",
        "FOO+=b ls",
        "a[1]=b ls",
        "ls |& cat",
        "echo 'open",
        "if true",
        "! ls",
        "ls; ; pwd",
        "; ls",
        "echo hi\rpwd",
        "echo \u202e",
        "echo \u00a0x",
        "ls\u0000",
        "echo {a,b}",
        "function x",
        "time ls",
        "ls &",
        "ls ~root",
        "ls ~+",
        "ls \n && pwd",
        "\"ls",
        "ls |",
        "ls ||\n"
      })
  void refusesWhatIsNotPlain(String script) {
    assertThat(ShellScriptParser.parse(script)).isInstanceOf(ShellScript.NotPlain.class);
  }

  @Test
  void readsPlainOddities() {
    assertThat(words("ls;")).isEqualTo(List.of(List.of("ls")));
    assertThat(words("ls &&\n\n pwd\n")).isEqualTo(List.of(List.of("ls"), List.of("pwd")));
    assertThat(words("echo a#b ''")).isEqualTo(List.of(List.of("echo", "a#b", "")));
    assertThat(words("echo if x=1")).isEqualTo(List.of(List.of("echo", "if", "x=1")));
    assertThat(words("'if' x")).isEqualTo(List.of(List.of("if", "x")));
    assertThat(words("echo 'äö €'")).isEqualTo(List.of(List.of("echo", "äö €")));
  }

  @Test
  void tellsPatterns() {
    assertThat(patterns("ls '*.txt'")).isEqualTo(ShellScript.Patterns.NONE);
    assertThat(patterns("ls src/*.txt x?")).isEqualTo(ShellScript.Patterns.ANCHORED);
    for (String wild : List.of("*.txt", "x* *", "-*", "'-'*", "[a]b", "?x", "=ls")) {
      assertThat(patterns("ls " + wild)).as(wild).isEqualTo(ShellScript.Patterns.WILD);
    }
  }

  /** Whatever is not among the plain characters never comes out as plain; nothing ever throws. */
  @Test
  void survivesRandomScripts() {
    long seed = 4_711;
    Random random = new Random(seed);
    String alphabet = "ab l s-'\"$`\\><(){}!#;&|\n\t *?=~\r\u202e1";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder script = new StringBuilder();
      int length = random.nextInt(14);
      for (int i = 0; i < length; i++) {
        script.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String text = script.toString();
      if (ShellScriptParser.parse(text) instanceof ShellScript.Plain plain) {
        assertThat(plain.commands()).as("seed %d: %s", seed, text).isNotEmpty();
        assertThat(text.replaceAll("'[^']*'|\"[^\"$`\\\\]*\"", ""))
            .as("seed %d: %s", seed, text)
            .doesNotContain("$", "`", "\\", ">", "<", "(", ")", "{", "}", "\r", "\u202e");
      }
    }
  }

  private static List<List<String>> words(String script) {
    return ((ShellScript.Plain) ShellScriptParser.parse(script))
        .commands().stream().map(ShellScript.SimpleCommand::words).toList();
  }

  private static ShellScript.Patterns patterns(String script) {
    return ((ShellScript.Plain) ShellScriptParser.parse(script)).commands().getFirst().patterns();
  }
}
