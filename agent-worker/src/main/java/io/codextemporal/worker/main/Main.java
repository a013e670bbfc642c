package io.codextemporal.worker.main;

import io.codextemporal.config.Places;
import io.codextemporal.worker.command.CommandRunner;
import io.codextemporal.worker.command.CommandTable;
import io.codextemporal.worker.command.CommandTable.Entry;
import io.codextemporal.worker.command.WorkerCommand;
import io.codextemporal.worker.lifecycle.WorkerLog;
import java.util.List;
import java.util.Map;

/** Entry point of every command that is not a client's. */
public final class Main {
  static final String VERSION = "0.1.0";

  public static void main(String[] args) {
    int exitCode = run(System.getenv(), args);
    WorkerLog.flush();
    System.out.flush();
    // Halting spares the wait for threads that still hold a connection.
    Runtime.getRuntime().halt(exitCode);
  }

  static int run(Map<String, String> environment, String... args) {
    WorkerLog.off();
    return new CommandRunner(commands(environment), VERSION, environment).run(args);
  }

  private static CommandTable commands(Map<String, String> environment) {
    Places places = Places.of(environment);
    return new CommandTable(
        List.of(
            new Entry("worker", () -> new WorkerCommand(new HomeWorkers(places, environment)))));
  }

  private Main() {}
}
