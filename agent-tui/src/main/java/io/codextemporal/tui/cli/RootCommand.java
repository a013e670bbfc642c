package io.codextemporal.tui.cli;

import io.codextemporal.tui.session.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ct} without a command: the screen, in this folder. */
@Command(
    name = "ct",
    description = {
      "A coding agent whose sessions are Temporal workflows.",
      "Without a command: the screen, in this folder. `ct help` lists every command."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class RootCommand implements Callable<Integer> {
  @Mixin SessionOptions session = new SessionOptions();

  @Parameters(arity = "0..*", paramLabel = "PROMPT", description = "the first message")
  List<String> prompt = new ArrayList<>();

  private final Surroundings around;

  RootCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (prompt.size() > 1) {
      throw new CliFailure(
          "ct",
          "there is no command `" + prompt.getFirst() + "`",
          "Put a prompt into quotes; `ct help` lists every command.",
          ExitCode.USAGE);
    }
    return new ScreenRun(
            around,
            new ScreenWords(
                session, new Opening.Fresh(), prompt.isEmpty() ? null : prompt.getFirst()))
        .run();
  }
}
