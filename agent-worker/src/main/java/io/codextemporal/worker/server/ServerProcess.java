package io.codextemporal.worker.server;

import io.codextemporal.config.ProcessMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running server as a process: found by the database on its command line, ended by signal. */
record ServerProcess(ProcessMark mark) {
  private static final Duration STEP = Duration.ofMillis(20);

  /**
   * The process that has this database open by its command line, whoever started it and whether or
   * not it got as far as serving. Two servers on one database both accept work, so this is asked
   * before each start.
   */
  static Optional<ServerProcess> holding(Path database) {
    return ProcessHandle.allProcesses()
        .filter(process -> names(process, database))
        .flatMap(process -> ProcessMark.of(process.pid()).stream())
        .map(ServerProcess::new)
        .findFirst();
  }

  private static boolean names(ProcessHandle process, Path database) {
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    int flag = arguments.indexOf("--db-filename");
    return flag >= 0
        && flag + 1 < arguments.size()
        && arguments.get(flag + 1).equals(database.toString());
  }

  boolean alive() {
    return mark.alive();
  }

  /** SIGTERM, and SIGKILL when it has not ended in time. Returns when it has. */
  void end(Duration grace) throws InterruptedException {
    handle().ifPresent(ProcessHandle::destroy);
    if (!awaitEnd(grace)) {
      kill();
    }
  }

  /** SIGKILL: as safe for the database as SIGTERM, and works on a stopped process. */
  void kill() throws InterruptedException {
    handle().ifPresent(ProcessHandle::destroyForcibly);
    if (!awaitEnd(Duration.ofSeconds(10))) {
      throw new IllegalStateException("process " + mark.pid() + " does not end");
    }
  }

  private Optional<ProcessHandle> handle() {
    return alive() ? ProcessHandle.of(mark.pid()) : Optional.empty();
  }

  private boolean awaitEnd(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (alive() && System.nanoTime() < end) {
      Thread.sleep(STEP);
    }
    return !alive();
  }
}
