package io.codextemporal.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.cli.ClientCommands;
import io.codextemporal.tui.cli.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpCommandTest {
  private static final Map<String, Supplier<Object>> TABLE =
      ClientCommands.table(Surroundings.ofProcess());

  private static String run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    new CommandLine(command).setOut(new PrintWriter(out)).execute(arguments);
    return out.toString();
  }

  @Test
  void everyCommandHasItsLine() {
    String help = run(new HelpCommand(TABLE));
    assertThat(TABLE.keySet()).allMatch(name -> help.contains("ct " + name));
  }

  @Test
  void oneIsExplained() {
    assertThat(run(new HelpCommand(TABLE), "exec")).contains("--output-schema", "ct exec resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void everyShellCompletesEveryCommand(String shell) {
    String script = run(new CompletionCommand(TABLE), shell);
    assertThat(script).contains("approvals", "interrupt", "skip-git-repo-check");
  }
}
