package io.codextemporal.tui.cli;

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
    session.flags();
    boolean terminal = around.stdio().inIsTerminal() && around.stdio().outIsTerminal();
    throw new CliFailure(
        "ct",
        terminal ? "the screen comes next; it is not there yet" : "there is no terminal",
        "Without a screen: ct exec PROMPT",
        ExitCode.USAGE);
  }
}
