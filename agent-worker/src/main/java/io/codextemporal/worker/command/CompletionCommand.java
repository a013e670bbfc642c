package io.codextemporal.worker.command;

import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ct completion}: what a shell needs to complete our command lines. */
@Command(
    name = "completion",
    description = "Prints a script that completes ct in a shell: bash, zsh or fish.",
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {
  private final EveryCommand every;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
  private String shell = "";

  @Spec private @Nullable CommandSpec spec;

  /** {@code table} holds the commands of both mains. */
  public CompletionCommand(Map<String, Supplier<Object>> table) {
    this.every = new EveryCommand(table);
  }

  @Override
  public Integer call() {
    String script =
        switch (shell) {
          // The script sets up zsh's emulation of bash completion by itself.
          case "bash", "zsh" -> AutoComplete.bash("ct", every.line());
          case "fish" -> fish(every.line());
          default ->
              throw new CliFailure(
                  "completion",
                  "there is none for `" + shell + "`",
                  "Use bash, zsh or fish.",
                  ExitCode.USAGE);
        };
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(script);
    out.flush();
    return ExitCode.OK;
  }

  static String fish(CommandLine root) {
    StringBuilder script = new StringBuilder("# complete -c ct for fish\n");
    root.getSubcommands()
        .forEach((name, line) -> {
          script.append(
              "complete -c ct -n __fish_use_subcommand -f -a %s -d %s\n"
                  .formatted(name, quoted(about(line))));
          line.getSubcommands()
              .forEach((below, sub) ->
                  script.append(
                      "complete -c ct -n '__fish_seen_subcommand_from %s' -f -a %s -d %s\n"
                          .formatted(name, below, quoted(about(sub)))));
          line.getCommandSpec().options().stream()
              .filter(option -> !option.hidden())
              .forEach(option -> script.append(fish(name, option)));
        });
    return script.toString();
  }

  private static String fish(String command, OptionSpec option) {
    String names =
        java.util.Arrays.stream(option.names())
            .map(name ->
                name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
            .collect(Collectors.joining(" "));
    String value = option.arity().max() > 0 ? " -r" : "";
    return "complete -c ct -n '__fish_seen_subcommand_from %s' %s%s -d %s\n"
        .formatted(command, names, value, quoted(String.join(" ", option.description())));
  }

  private static String about(CommandLine line) {
    return String.join(" ", line.getCommandSpec().usageMessage().description());
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'";
  }
}
