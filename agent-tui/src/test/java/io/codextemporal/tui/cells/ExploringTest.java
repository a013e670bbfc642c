package io.codextemporal.tui.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ToolCallStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExploringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "cat a.txt@Read@a.txt",
        "cat a.txt b.txt@Read@a.txt, b.txt",
        "head -n 20 'a b.txt'@Read@a b.txt",
        "sed -n '1,200p' src/X.java@Read@src/X.java",
        "nl -ba x.c | sed -n 5,9p@Read@x.c",
        "cd sub && cat x@Read@x",
        "ls@List@ls",
        "ls -la docs@List@docs",
        "tree -L 2 src@List@src",
        "find . -name '*.java' -type f@List@. -name *.java -type f",
        "rg --files src@List@src",
        "rg -n \"foo|bar\" src test@Search@foo|bar in src, test",
        "grep -rn -A 3 needle .@Search@needle in .",
        "rg 'a(b)' | head@Search@a(b)",
      })
  void aLookIsTold(String command, String verb, String what) {
    assertThat(look(command)).contains(new Exploring.Look(verb, what));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat a > b",
        "sed -i s/a/b/ x",
        "sed -n '1,2p;w out' x",
        "find . -delete",
        "find . -name x -exec rm {} +",
        "ls | xargs rm",
        "cat $(which x)",
        "cat \"$HOME/x\"",
        "rg x; rm y",
        "rg x && rm y",
        "cat",
        "cat 'unclosed",
        "| cat",
        "",
        "make test",
        "fd x -x rm"
      })
  void whatMayDoSomethingIsNone(String command) {
    assertThat(look(command)).isEmpty();
  }

  private static java.util.Optional<Exploring.Look> look(String command) {
    return Exploring.look(
        CellSamples.tool("exec_command", command, ToolCallStatus.COMPLETED, 0, 1, ""));
  }
}
