package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The parser against a grammar that others wrote: what it calls plain, the grammar reads as the
 * same commands and the same words. The other way round it may be stricter.
 */
@Tag("slow")
class BashOracleTest {
  private static final int LINES = 100_000;
  private static final List<String> PIECES =
      List.of(
          "ls",
          "-l",
          "git",
          "status",
          "echo",
          "rm",
          "-rf",
          "a",
          "b.txt",
          "12",
          "'a b'",
          "\"c d\"",
          "''",
          "\"\"",
          "x'y'z",
          "a\"b\"c",
          "*",
          "src/*.c",
          "?x",
          "~",
          "~/x",
          "a=b",
          "--x=y",
          "if",
          "then",
          "fi",
          "for",
          "[",
          "]",
          "[[",
          "]]",
          "!",
          "{",
          "}",
          "(",
          ")",
          "$x",
          "\"$y\"",
          "$(ls)",
          "`ls`",
          "\\",
          "\\ ",
          "#",
          "a#b",
          "<",
          ">",
          "<<",
          ">>",
          "2>&1",
          "&",
          "@",
          "%",
          "+",
          ",",
          ":",
          ".",
          "/",
          "^",
          "=",
          "'",
          "\"",
          "€",
          "time",
          "in",
          "do",
          "done",
          "case",
          "esac",
          "function",
          "a[1]=2",
          "A=1",
          "{a,b}",
          "1>x",
          "$",
          "x\\y",
          "-",
          "--",
          "select",
          "coproc",
          "until");
  private static final List<String> JOINTS =
      List.of(
          " ", " ", " ", " ", " ", "  ", "", "", " && ", " || ", "; ", " | ", ";", "|", "&&", "||",
          "\n", "\n\n", " & ", "&", "|&", ";;", "\t");

  private static final Pattern SUBSCRIPT = Pattern.compile("\\w\\[[^\\n]*]?\\+?=");

  @Test
  void whatIsPlainIsPlainToTheGrammarToo() {
    long seed = 20_261_124;
    Random random = new Random(seed);
    BashGrammar grammar = new BashGrammar();
    int plain = 0;
    int agreed = 0;
    for (int i = 0; i < LINES; i++) {
      String script = script(random);
      if (ShellScriptParser.parse(script) instanceof ShellScript.Plain ours) {
        plain++;
        List<List<String>> words =
            ours.commands().stream().map(ShellScript.SimpleCommand::words).toList();
        Optional<List<List<String>>> theirs = grammar.commands(script);
        if (!wronglyRead(script, words, theirs)) {
          assertThat(theirs).as("seed %d, line %d: %s", seed, i, script).contains(words);
          agreed++;
        }
      } else if (i % 10 == 0) {
        grammar.commands(script);
      }
    }
    assertThat(agreed).as("of %d plain lines", plain).isGreaterThan(LINES / 5);
  }

  /**
   * Where the grammar is known to be wrong about bash: it takes a quoted word at the beginning of a
   * line for one more word of the line before, and {@code x[1]=2} for an assignment anywhere.
   */
  private static boolean wronglyRead(
      String script, List<List<String>> ours, Optional<List<List<String>>> theirs) {
    return theirs.isEmpty()
        ? SUBSCRIPT.matcher(script).find()
        : !ours.equals(theirs.get())
            && script.contains("\n")
            && flat(ours).equals(flat(theirs.get()));
  }

  private static List<String> flat(List<List<String>> commands) {
    return commands.stream().flatMap(List::stream).toList();
  }

  private static String script(Random random) {
    StringBuilder script = new StringBuilder();
    int pieces = 1 + random.nextInt(6);
    // Half of the lines are of harmless pieces only, or hardly one would be plain.
    int choice = random.nextBoolean() ? 24 : PIECES.size();
    for (int i = 0; i < pieces; i++) {
      script.append(PIECES.get(random.nextInt(choice)));
      if (i < pieces - 1 || random.nextInt(8) == 0) {
        script.append(JOINTS.get(random.nextInt(choice == 24 ? 18 : JOINTS.size())));
      }
    }
    return script.toString();
  }
}
