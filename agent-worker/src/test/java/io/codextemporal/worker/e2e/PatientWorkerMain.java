package io.codextemporal.worker.e2e;

import io.codextemporal.config.Machine;
import io.codextemporal.config.Places;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.wire.Keyring;
import io.codextemporal.worker.command.CommandRunner;
import io.codextemporal.worker.command.CommandTable;
import io.codextemporal.worker.command.WorkerCommand;
import io.codextemporal.worker.lifecycle.PrivateServer;
import io.codextemporal.worker.lifecycle.WorkerLog;
import io.codextemporal.worker.lifecycle.WorkerProcess;
import io.codextemporal.worker.lifecycle.WorkerSettings;
import io.codextemporal.worker.lifecycle.WorkerStarter;
import io.codextemporal.worker.lifecycle.WorkerStopper;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The worker commands with {@link PatientParts} in place of the program's own. */
public final class PatientWorkerMain {
  public static void main(String[] args) {
    WorkerLog.off();
    CommandTable table =
        new CommandTable(
            List.of(
                new CommandTable.Entry(
                    "worker", () -> new WorkerCommand(new Workers(Places.of(System.getenv()))))));
    int code = new CommandRunner(table, "test", System.getenv()).run(args);
    WorkerLog.flush();
    Runtime.getRuntime().halt(code);
  }

  private record Workers(Places places) implements WorkerCommand.Workers {
    @Override
    public int run(WorkerCommand.Run run) throws Exception {
      WorkerLog.to(new WorkerFiles(places).log(run.name()), true);
      return new WorkerProcess(
              settings(run.name(), run.grace()),
              new PatientParts(),
              Keyring.at(places.keyFile()),
              PrivateServer.none())
          .run();
    }

    @Override
    public WorkerStarter.Started start(String name, boolean healing) throws Exception {
      return new WorkerStarter(
              settings(name, Duration.ZERO), System.getenv(), PatientWorkerMain.class)
          .start(healing);
    }

    @Override
    public List<WorkerRecord> stop(String name) throws Exception {
      return new WorkerStopper(places).stop(name);
    }

    @Override
    public List<WorkerCommand.Status> status() {
      return new WorkerFiles(places)
          .living().stream()
              .map(worker -> new WorkerCommand.Status(worker, OptionalLong.empty()))
              .toList();
    }

    private WorkerSettings settings(String name, Duration grace) {
      return new WorkerSettings(
          places,
          TemporalTarget.resolve(places, System.getenv()),
          Machine.name(),
          name,
          System.getProperty("ct.build", ""),
          "test",
          Duration.ofMillis(50),
          grace,
          Duration.ofHours(2),
          List.of());
    }
  }

  private PatientWorkerMain() {}
}
