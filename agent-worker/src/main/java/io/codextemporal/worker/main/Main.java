package io.codextemporal.worker.main;

import io.codextemporal.config.LineThreads;
import io.codextemporal.tui.cli.ClientCommands;
import io.codextemporal.tui.cli.Surroundings;
import io.codextemporal.worker.command.CommandRunner;
import io.codextemporal.worker.command.CommandTable;
import io.codextemporal.worker.command.CommandTable.Entry;
import io.codextemporal.worker.command.CompletionCommand;
import io.codextemporal.worker.command.DebugCommand;
import io.codextemporal.worker.command.DemoCommand;
import io.codextemporal.worker.command.ExecPolicyCommand;
import io.codextemporal.worker.command.HelpCommand;
import io.codextemporal.worker.command.NotYetCommand;
import io.codextemporal.worker.command.SandboxCommand;
import io.codextemporal.worker.command.ServerCommand;
import io.codextemporal.worker.command.ServerSurroundings;
import io.codextemporal.worker.command.WorkerCommand;
import io.codextemporal.worker.command.doctor.DoctorCommand;
import io.codextemporal.worker.lifecycle.WorkerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Entry point of every command that is not a client's. */
public final class Main {
  static final String VERSION = "0.1.0";

  private static final String LATER = "It comes with a later version.";

  public static void main(String[] args) {
    ServerSurroundings surroundings = ServerSurroundings.ofThisProcess();
    if (Boolean.getBoolean("ct.training")) {
      rehearse(surroundings.places().home());
    }
    int exitCode = run(surroundings, args);
    WorkerLog.flush();
    System.out.flush();
    // Halting spares the wait for threads that still hold a connection.
    LineThreads.end();
    Runtime.getRuntime().halt(exitCode);
  }

  /** In the folder of the one who trains, who removes it; what goes wrong costs only speed. */
  private static void rehearse(Path home) {
    WorkerLog.off();
    try {
      System.err.println("rehearsed: " + Rehearsal.in(Files.createTempDirectory(home, "r")));
    } catch (IOException e) {
      System.err.println("not rehearsed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static int run(ServerSurroundings surroundings, String... args) {
    WorkerLog.off();
    return new CommandRunner(commands(surroundings), VERSION, surroundings.environment()).run(args);
  }

  private static CommandTable commands(ServerSurroundings surroundings) {
    return new CommandTable(
        List.of(
            new Entry("worker", () -> new WorkerCommand(new HomeWorkers(surroundings))),
            new Entry("server", () -> new ServerCommand(surroundings)),
            new Entry("debug", () -> debug(surroundings)),
            new Entry("demo", () -> new DemoCommand(surroundings)),
            new Entry("doctor", () -> doctor(surroundings)),
            new Entry("sandbox", () -> sandbox(surroundings)),
            new Entry("execpolicy", () -> ExecPolicyCommand.of(Path.of("").toAbsolutePath())),
            new Entry("mcp", () -> new NotYetCommand("mcp", LATER)),
            new Entry("help", () -> new HelpCommand(every(surroundings))),
            new Entry("completion", () -> new CompletionCommand(every(surroundings)))));
  }

  /** What people can type, whichever main runs it. */
  private static Map<String, Supplier<Object>> every(ServerSurroundings surroundings) {
    Map<String, Supplier<Object>> every =
        new LinkedHashMap<>(ClientCommands.table(Surroundings.ofProcess()));
    commands(surroundings).entries().forEach(entry -> every.put(entry.name(), entry.make()));
    return every;
  }

  private static CommandSpec debug(ServerSurroundings surroundings) {
    return DebugCommand.of(
        surroundings.places(), surroundings.environment(), Path.of("").toAbsolutePath(), System.in);
  }

  private static CommandSpec sandbox(ServerSurroundings surroundings) {
    return SandboxCommand.of(
        surroundings.places(), surroundings.environment(), Path.of("").toAbsolutePath());
  }

  private static DoctorCommand doctor(ServerSurroundings surroundings) {
    return DoctorCommand.of(surroundings, Path.of("").toAbsolutePath(), List.of());
  }

  private Main() {}
}
