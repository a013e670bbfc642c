package io.codextemporal.worker.command;

import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ct help}: every command in a line each, or one in full. */
@Command(
    name = "help",
    description = "Lists every command, or explains one.",
    mixinStandardHelpOptions = true)
public final class HelpCommand implements Callable<Integer> {
  private final EveryCommand every;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "the command to explain")
  private List<String> words = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  /** {@code table} holds the commands of both mains. */
  public HelpCommand(Map<String, Supplier<Object>> table) {
    this.every = new EveryCommand(table);
  }

  @Override
  public Integer call() {
    CommandLine at = every.line();
    for (String word : words) {
      CommandLine below = at.getSubcommands().get(word);
      if (below == null) {
        throw new CliFailure(
            "help", "there is no command `" + word + "`", "ct help lists all.", ExitCode.USAGE);
      }
      at = below;
    }
    PrintWriter out = out();
    if (words.isEmpty()) {
      list(at, out);
    } else {
      at.usage(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void list(CommandLine root, PrintWriter out) {
    out.println("ct [PROMPT]       the screen, in this folder");
    root.getSubcommands()
        .forEach((name, line) -> {
          String[] about = line.getCommandSpec().usageMessage().description();
          String first = about.length == 0 ? "" : about[0];
          out.printf("ct %-14s %s%n", name, first.lines().findFirst().orElse(""));
        });
    out.println("`ct help COMMAND` explains one.");
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec.commandLine().getOut();
  }
}
