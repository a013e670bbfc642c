package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSafetyTest {
  /** Closed here: another folder or repository is another configuration. */
  private static final Set<List<String>> STRICTER =
      Set.of(List.of("git", "-C", ".", "branch", "--show-current"));

  static List<JsonNode> recorded() {
    return Cases.list(Cases.read("command_safety.json").path("known_safe").path("cases"));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void judgesAsRecorded(JsonNode one) {
    List<String> argv = Cases.strings(one.path("argv"));
    boolean safe = one.path("safe").asBoolean() && !STRICTER.contains(argv);
    assertThat(judge(argv) == Safety.SAFE).isEqualTo(safe);
  }

  /** Every vector with a command line, of whatever area. */
  static List<JsonNode> adversarial() {
    return Cases.list(Cases.read("adversarial.json")).stream()
        .filter(one -> one.path("input").path("argv").isArray())
        .filter(one -> Set.of("cmd", "git", "allow").contains(one.path("area").asText()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("adversarial")
  void withstands(JsonNode one) {
    Safety safety = judge(Cases.strings(one.path("input").path("argv")));
    switch (one.path("expected").path("decision").asText()) {
      case "prompt" -> {
        // What makes it dangerous is in the environment, where it is dropped.
        boolean byEnvironment = one.path("input").has("env");
        if (!byEnvironment) {
          assertThat(safety).isNotEqualTo(Safety.SAFE);
        }
      }
      case "allow" -> {
        if (one.path("area").asText().equals("allow")) {
          assertThat(safety).isEqualTo(Safety.SAFE);
        } else {
          assertThat(safety).isNotEqualTo(Safety.DANGEROUS);
        }
      }
      default -> assertThat(safety).isNotEqualTo(Safety.DANGEROUS);
    }
  }

  @Test
  void recordedDangerIsFound() {
    for (JsonNode one :
        Cases.list(Cases.read("command_safety.json").path("dangerous").path("cases"))) {
      if (one.path("dangerous").asBoolean()) {
        assertThat(judge(Cases.strings(one.path("argv"))))
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
        "echo -n x",
        "ls *",
        "wc -l src/*.java",
        "cd src && ls",
        "cut -d: -f 1 x",
        "grep -rn -e '-x' --include='*.java' src",
        "grep -A3 x y",
        "seq -5 5",
        "stat -c %s x",
        "uniq -c x",
        "base64 -d x",
        "base64 --wrap=0 x",
        "find . -maxdepth 2 -type f -name '-x' -print",
        "find src/* -newermt 2020-01-01",
        "rg -n --glob '*.py' x",
        "rg -C 3 x src",
        "rg --files",
        "git log --oneline -20 -- x",
        "git --no-pager diff --stat HEAD~3",
        "git show HEAD:x",
        "git branch --list 'x*'",
        "git branch -vv --sort=-committerdate",
        "git status --short --branch -uno",
        "git log -n 5 --format='%h %s'",
        "sed -n 5p x",
        "tr -d x",
        "nl -ba x",
        "numfmt --to=iec 100"
      })
  void safe(String script) {
    assertThat(judge(script)).isEqualTo(Safety.SAFE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./ls",
        "/bin/ls",
        "tail -f log",
        "tail -n",
        "wc --files0-from=x",
        "ls -I x",
        "cat x > y",
        "pwd x",
        "LS",
        "ls --hyperlink",
        "head --lines",
        "cat <<EOF\nEOF",
        "ls & pwd",
        "rm x",
        "rm -- -f",
        "sudo rm -- -f",
        "uniq a b",
        "uniq *",
        "uniq x*",
        "sed -n 1p *",
        "sed -n 1p -i",
        "sed -i s/a/b/ x",
        "sed 1d x",
        "find *",
        "find . -fprint x",
        "find . -files0-from x",
        "rg -uz x",
        "rg --pre=x y",
        "rg *",
        "base64 -o x",
        "base64 a b",
        "git -p log",
        "git -C . status",
        "git --git-dir=x status",
        "git --exec-path=x status",
        "git diff --ext-diff",
        "git show --textconv",
        "git log --format=%G? -1",
        "git log --show-signature",
        "git diff --output=x",
        "git log -O x",
        "git branch new",
        "git branch --list -D x",
        "git log *",
        "git grep x",
        "git",
        "git --no-pager",
        "tr a b c",
        "cat --number=",
        "grep --colour=x -X",
        "head -z -x",
        "*",
        "l[s]",
        "git branch -m x",
        "rg --hostname-bin x y",
        "sort x",
        "tee x",
        "env",
        "xargs ls",
        "uname x",
        "whoami x",
        "mvn test",
        "rm -r x"
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
        "find . -name x | xargs -n1 rm",
        "rm$IFS-rf${IFS}x",
        "$'rm' -rf x",
        "sudo -- rm -rf x",
        "sudo -u root sh -c 'cd /; rm -rf x'",
        "env --split-string='rm -rf x'",
        "command eval rm -rf x",
        "parallel rm ::: a b",
        "coproc rm -rf x",
        "while read f; do rm -f \"$f\"; done < list",
        "f() { rm -rf x; }; f",
        "case x in a) rm -rf y;; esac",
        "cat <(rm -rf x)",
        "bash <<EOF\nrm -rf x\nEOF",
        "ls > x; git clean --force",
        "exec rm -rf x",
        "! rm -rf x",
        "sh -c \"sh -c 'rm -rf x'\"",
        "flock /tmp/x rm -rf y",
        "find . -type f -exec sh -c 'rm -f \"$1\"' _ {} +"
      })
  void dangerous(String script) {
    assertThat(judge(script)).isEqualTo(Safety.DANGEROUS);
  }

  @Test
  void looksOnlyIntoTheExactForm() {
    assertThat(judge(List.of("bash", "-lc", "ls", "x"))).isEqualTo(Safety.UNKNOWN);
    assertThat(judge(List.of("./bash", "-lc", "ls"))).isEqualTo(Safety.UNKNOWN);
    assertThat(judge(List.of("bash", "-ic", "ls"))).isEqualTo(Safety.UNKNOWN);
    assertThat(judge(List.of("ls", "-la"))).isEqualTo(Safety.SAFE);
    assertThat(judge(List.of())).isEqualTo(Safety.UNKNOWN);
  }

  @Test
  void aNameCountsOnlyWhereItIsTheSystemsOwn() {
    Whereabouts planted =
        new Whereabouts() {
          @Override
          public boolean isSystemProgram(String program) {
            return program.equals("/bin/ls") || program.equals("bash");
          }

          @Override
          public boolean isPlainRepository() {
            return false;
          }

          @Override
          public Whereabouts in(String folder) {
            return this;
          }
        };
    assertThat(CommandSafety.judge(List.of("ls"), planted)).isEqualTo(Safety.UNKNOWN);
    assertThat(CommandSafety.judge(List.of("/bin/ls", "-l"), planted)).isEqualTo(Safety.SAFE);
    assertThat(CommandSafety.judge(List.of("zsh", "-c", "pwd"), planted)).isEqualTo(Safety.UNKNOWN);
    assertThat(CommandSafety.judge(List.of("bash", "-c", "cd x; pwd"), planted))
        .isEqualTo(Safety.SAFE);
  }

  @Test
  void aRepositoryThatNamesProgramsIsNotReadUnasked() {
    Whereabouts loaded =
        new Whereabouts() {
          @Override
          public boolean isSystemProgram(String program) {
            return true;
          }

          @Override
          public boolean isPlainRepository() {
            return false;
          }

          @Override
          public Whereabouts in(String folder) {
            return this;
          }
        };
    assertThat(CommandSafety.judge(List.of("git", "status"), loaded)).isEqualTo(Safety.UNKNOWN);
  }

  @Test
  void deepNestingEnds() {
    assertThat(judge("sh -c ".repeat(200) + "ls")).isNotEqualTo(Safety.SAFE);
    assertThat(judge("sudo ".repeat(2_000) + "ls")).isNotEqualTo(Safety.SAFE);
    assertThat(judge("$(".repeat(5_000))).isNotEqualTo(Safety.SAFE);
  }

  private static Safety judge(String script) {
    return judge(List.of("bash", "-lc", script));
  }

  private static Safety judge(List<String> argv) {
    return CommandSafety.judge(argv, Whereabouts.ORDINARY);
  }
}
