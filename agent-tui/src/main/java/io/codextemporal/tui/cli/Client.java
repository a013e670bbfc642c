package io.codextemporal.tui.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs one command line of a client: finds the command, lets picocli parse it, says every error as
 * {@code ct: WHAT: WHY} with a remedy, and gives the exit code.
 */
public final class Client {
  /** Options before the command that take the next word along. */
  private static final Set<String> TAKE_A_VALUE =
      new HashSet<>(
          List.of(
              "-m",
              "-c",
              "-p",
              "-C",
              "-s",
              "-a",
              "-i",
              "--model",
              "--config",
              "--profile",
              "--cd",
              "--sandbox",
              "--ask-for-approval",
              "--add-dir",
              "--image",
              "--local-provider"));

  private static final Set<String> NEED_NO_SERVER =
      Set.of("login", "logout", "resume", "fork", "compact", "export", "models");

  private final Surroundings around;
  private final String version;

  public Client(Surroundings around, String version) {
    this.around = around;
    this.version = version;
  }

  /** Runs it and gives the exit code. */
  public int run(String... arguments) {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    Map<String, Supplier<Object>> table = ClientCommands.table(around);
    int at = commandAt(words);
    String name = at < 0 ? "" : words.get(at);
    Supplier<Object> named = table.get(name);
    if (named != null && !NEED_NO_SERVER.contains(name)) {
      around.services().dialAhead();
    }
    Object command = named == null ? new RootCommand(around) : named.get();
    if (named != null) {
      words.remove(at);
    }
    CommandLine line = new CommandLine(command);
    line.setCommandName(named == null ? "ct" : "ct " + name);
    line.setUnmatchedOptionsArePositionalParams(false);
    line.setOut(new PrintWriter(around.stdio().out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(around.stdio().err(), true, StandardCharsets.UTF_8));
    CommandSpec spec = line.getCommandSpec();
    spec.version("ct " + version);
    line.setExecutionExceptionHandler((thrown, parsed, result) -> failed(thrown));
    line.setParameterExceptionHandler((thrown, given) -> misused(thrown));
    return line.execute(words.toArray(String[]::new));
  }

  private static int commandAt(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        return -1;
      }
      if (TAKE_A_VALUE.contains(word)) {
        i++;
      } else if (!word.startsWith("-")) {
        return i;
      }
    }
    return -1;
  }

  private int misused(CommandLine.ParameterException thrown) {
    String command = thrown.getCommandLine().getCommandName();
    return say(
        new CliFailure(
            command,
            Optional.ofNullable(thrown.getMessage()).orElse("it cannot be understood"),
            "See " + command + " --help.",
            ExitCode.USAGE));
  }

  private int failed(Exception thrown) {
    if ("1".equals(around.environment().get("CT_DEBUG"))) {
      thrown.printStackTrace(around.stdio().err());
    }
    return say(Failures.of(thrown).orElseGet(() -> unexpected(thrown)));
  }

  private int say(CliFailure failure) {
    around.stdio().err().println(PlainText.of(failure.render()));
    around.stdio().err().flush();
    return failure.exitCode();
  }

  private CliFailure unexpected(Exception thrown) {
    String why =
        thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    Path log = around.places().state().resolve("client.log");
    StringWriter trace = new StringWriter();
    trace.append(Instant.now().toString()).append(' ');
    thrown.printStackTrace(new PrintWriter(trace));
    try {
      Files.writeString(
          log, trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // What is printed must do.
    }
    return new CliFailure("ct", why, "The whole story is in " + log + ".", ExitCode.FAILED);
  }
}
