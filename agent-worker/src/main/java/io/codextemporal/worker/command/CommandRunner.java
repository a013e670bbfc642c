package io.codextemporal.worker.command;

import io.codextemporal.config.ConfigException;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs one command line: finds the command, lets picocli parse, says every error as {@code ct:
 * WHAT: WHY} with a remedy, and gives the exit code.
 *
 * <p>Only the named command's class is loaded. A stack trace comes with {@code CT_DEBUG=1} alone.
 */
public final class CommandRunner {
  private final CommandTable table;
  private final String version;
  private final boolean debug;

  public CommandRunner(CommandTable table, String version, Map<String, String> environment) {
    this.table = table;
    this.version = version;
    this.debug = "1".equals(environment.get("CT_DEBUG"));
  }

  public int run(String... args) {
    return line(args).execute(args);
  }

  /** The same with other streams than the process's own. */
  int run(PrintWriter out, PrintWriter err, String... args) {
    int exit = line(args).setOut(out).setErr(err).execute(args);
    out.flush();
    err.flush();
    return exit;
  }

  private CommandLine line(String... args) {
    CommandLine line = new CommandLine(CommandSpec.create().name("ct").version(version));
    line.getCommandSpec().mixinStandardHelpOptions(true);
    Optional<CommandTable.Entry> named =
        Arrays.stream(args).filter(arg -> !arg.startsWith("-")).findFirst().flatMap(table::named);
    named
        .map(entry -> java.util.List.of(entry))
        .orElse(table.entries())
        .forEach(entry -> line.addSubcommand(entry.name(), entry.make().get()));
    line.setExecutionExceptionHandler((thrown, at, parsed) -> failed(thrown, at));
    line.setParameterExceptionHandler((thrown, given) -> misused(thrown));
    return line;
  }

  private int failed(Exception thrown, CommandLine at) {
    if (debug) {
      thrown.printStackTrace(at.getErr());
    }
    CliFailure failure =
        switch (thrown) {
          case CliFailure itself -> itself;
          case ConfigException config ->
              new CliFailure(config.what(), config.why(), config.remedy(), ExitCode.CONFIG);
          default ->
              new CliFailure(
                  words(at),
                  Optional.ofNullable(thrown.getMessage())
                      .orElse(thrown.getClass().getSimpleName()),
                  "Run it again with CT_DEBUG=1 to see where it broke.",
                  ExitCode.FAILED);
        };
    return say(failure, at.getErr());
  }

  private int misused(CommandLine.ParameterException thrown) {
    CommandLine at = thrown.getCommandLine();
    return say(
        new CliFailure(
            words(at),
            Optional.ofNullable(thrown.getMessage()).orElse("cannot be understood"),
            "See " + at.getCommandSpec().qualifiedName(" ") + " --help.",
            ExitCode.USAGE),
        at.getErr());
  }

  /** The command without the program's name; the program's alone where there is no command. */
  private static String words(CommandLine at) {
    String whole = at.getCommandSpec().qualifiedName(" ");
    return whole.startsWith("ct ") ? whole.substring(3) : "the command line";
  }

  private static int say(CliFailure failure, PrintWriter err) {
    err.println(failure.render());
    err.flush();
    return failure.exitCode();
  }
}
