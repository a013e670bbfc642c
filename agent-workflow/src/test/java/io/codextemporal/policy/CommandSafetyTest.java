package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSafetyTest {
  static List<JsonNode> unsafe() {
    Stream<JsonNode> recorded =
        Cases.list(Cases.read("command_safety.json").path("known_safe").path("cases")).stream()
            .filter(one -> !one.path("safe").asBoolean())
            .map(one -> one.path("argv"));
    Stream<JsonNode> adversarial =
        Cases.list(Cases.read("adversarial_commands.json")).stream()
            .filter(one -> one.path("expected").path("decision").asText().equals("prompt"))
            .map(one -> one.path("input").path("argv"));
    return Stream.concat(recorded, adversarial).toList();
  }

  @ParameterizedTest
  @MethodSource("unsafe")
  void neverJudgesSafeWhatMustAsk(JsonNode argv) {
    assertThat(CommandSafety.judge(Cases.strings(argv))).isNotEqualTo(Safety.SAFE);
  }

  @Test
  void recordedDangerIsFound() {
    for (JsonNode one :
        Cases.list(Cases.read("command_safety.json").path("dangerous").path("cases"))) {
      if (one.path("dangerous").asBoolean()) {
        assertThat(CommandSafety.judge(Cases.strings(one.path("argv"))))
            .as("%s", one)
            .isEqualTo(Safety.DANGEROUS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "ls -la src",
        "cat a.txt | head -n 5",
        "pwd && ls -1 --color=auto",
        "echo 'a b' ; id",
        "tail -20 log",
        "wc -l x",
        "which java",
        "true",
        "uname -a",
        "head -c 100 x",
        "echo -n x"
      })
  void safe(String script) {
    assertThat(judge(script)).isEqualTo(Safety.SAFE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./ls", "/bin/ls", "ls *", "tail -f log", "tail -n", "wc --files0-from=x", "ls -I x",
        "cat x > y", "pwd x", "LS", "ls --hyperlink", "head --lines", "git status",
            "cat <<EOF\nEOF",
        "ls & pwd", "rm x", "rm -- -f", "uname x", "whoami x", "mvn test", "rm -r x"
      })
  void unknown(String script) {
    assertThat(judge(script)).isEqualTo(Safety.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf x",
        "rm -fr x",
        "rm -r -f x",
        "rm -Rf x",
        "rm --force x",
        "rm x -f",
        "/bin/rm -f x",
        "command rm -f x",
        "echo x | xargs rm",
        "sudo -n rm -f x",
        "sudo xargs -0 rm",
        "env A=b rm -rf x",
        "timeout 5 rm -rf x",
        "sh -c 'rm -rf x'",
        "bash -lc \"cd x; rm -rf y\"",
        "for f in *; do rm -f $f; done",
        "echo $(rm -rf x)",
        "echo `rm -rf x`",
        "echo \"$(rm -rf x)\"",
        "if true; then rm -rf x; fi",
        "(rm -rf x)",
        "X=1 rm -rf x",
        "git clean -fdx",
        "git reset --hard",
        "git -C x reset --hard HEAD",
        "find . -delete",
        "find . -exec rm {} +",
        "find . -execdir sh -c 'rm -rf x' ';'",
        "shred x",
        "ls && rm -rf /",
        "r\\m -rf x",
        "'rm' -rf x",
        "nohup rm -rf x &",
        "eval 'rm -rf x'",
        "env -S 'rm -rf x'",
        "rm -rf x > log 2>&1",
        "ls\nrm -rf x",
        "find . -name x | xargs -n1 rm"
      })
  void dangerous(String script) {
    assertThat(judge(script)).isEqualTo(Safety.DANGEROUS);
  }

  @Test
  void looksOnlyIntoTheExactForm() {
    assertThat(CommandSafety.judge(List.of("bash", "-lc", "ls", "x"))).isEqualTo(Safety.UNKNOWN);
    assertThat(CommandSafety.judge(List.of("./bash", "-lc", "ls"))).isEqualTo(Safety.UNKNOWN);
    assertThat(CommandSafety.judge(List.of("bash", "-ic", "ls"))).isEqualTo(Safety.UNKNOWN);
    assertThat(CommandSafety.judge(List.of("ls", "-la"))).isEqualTo(Safety.SAFE);
    assertThat(CommandSafety.judge(List.of())).isEqualTo(Safety.UNKNOWN);
  }

  @Test
  void deepNestingEnds() {
    assertThat(judge("sh -c ".repeat(200) + "ls")).isNotEqualTo(Safety.SAFE);
    assertThat(judge("sudo ".repeat(2_000) + "ls")).isNotEqualTo(Safety.SAFE);
    assertThat(judge("$(".repeat(5_000))).isNotEqualTo(Safety.SAFE);
  }

  private static Safety judge(String script) {
    return CommandSafety.judge(List.of("bash", "-lc", script));
  }
}
