package io.codextemporal.worker.command;

import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** A command that is promised and not there yet: says so instead of half doing it. */
@Command(description = "Not there yet.", mixinStandardHelpOptions = true)
@SuppressWarnings("UnusedVariable") // Taken so that nothing after the name is a usage error.
public final class NotYetCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", hidden = true)
  private final List<String> words = new ArrayList<>();

  @Unmatched private final List<String> options = new ArrayList<>();

  private final String name;
  private final String remedy;

  public NotYetCommand(String name, String remedy) {
    this.name = name;
    this.remedy = remedy;
  }

  @Override
  public Integer call() {
    throw new CliFailure("ct " + name, "it is not there yet", remedy, ExitCode.USAGE);
  }
}
