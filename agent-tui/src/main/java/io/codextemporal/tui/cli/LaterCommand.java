package io.codextemporal.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** A command of the contract that is not there yet: says so, and what to use until then. */
@Command(mixinStandardHelpOptions = true)
final class LaterCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", hidden = true)
  List<String> words = new ArrayList<>();

  @Unmatched List<String> options = new ArrayList<>();

  private final String name;
  private final String instead;

  LaterCommand(String name, String instead) {
    this.name = name;
    this.instead = instead;
  }

  /** The command with what help says of it. */
  static CommandSpec spec(String name, String instead) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new LaterCommand(name, instead));
    spec.usageMessage().description("Not there yet. " + instead);
    return spec;
  }

  @Override
  public Integer call() {
    throw new CliFailure("ct " + name, "it is not there yet", instead, ExitCode.USAGE);
  }
}
