package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.HeldLock;
import io.codextemporal.config.Places;
import io.codextemporal.config.PrivateFiles;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ends the living workers of a home because the user wants it: they end the commands they run too,
 * and nobody starts them again until a command of the user needs one.
 */
public final class WorkerStopper {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration START_PATIENCE = Duration.ofSeconds(45);

  private final WorkerFiles files;

  public WorkerStopper(Places places) {
    this.files = new WorkerFiles(places);
  }

  /** Stops those of this name, or all when it is empty; returns once they are gone. */
  public List<WorkerRecord> stop(String name) throws IOException, InterruptedException {
    String marked = name.isEmpty() ? "main" : name;
    Optional<HeldLock> turn = HeldLock.take(files.startLock(marked), START_PATIENCE);
    try {
      PrivateFiles.write(files.stoppedByUser(marked), Instant.now() + "\n");
      return stopLiving(name);
    } finally {
      turn.ifPresent(HeldLock::close);
    }
  }

  private List<WorkerRecord> stopLiving(String name) throws IOException, InterruptedException {
    List<WorkerRecord> living =
        files.living().stream()
            .filter(worker -> name.isEmpty() || worker.name().equals(name))
            .toList();
    for (WorkerRecord worker : living) {
      PrivateFiles.write(files.stopOrder(worker.id()), "the user stopped it\n");
      handle(worker).ifPresent(ProcessHandle::destroy);
    }
    for (WorkerRecord worker : living) {
      awaitEnd(worker);
    }
    return living;
  }

  private void awaitEnd(WorkerRecord worker) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (worker.process().alive()) {
      if (System.nanoTime() > deadline) {
        handle(worker).ifPresent(ProcessHandle::destroyForcibly);
      }
      Thread.sleep(20);
    }
    Files.deleteIfExists(files.stopOrder(worker.id()));
  }

  /** The process, never another one that has its pid by now. */
  private static Optional<ProcessHandle> handle(WorkerRecord worker) {
    return ProcessHandle.of(worker.process().pid()).filter(handle -> worker.process().alive());
  }
}
