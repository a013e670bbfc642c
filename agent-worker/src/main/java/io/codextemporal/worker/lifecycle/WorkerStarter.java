package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.HeldLock;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.tui.cli.CliFailure;
import io.codextemporal.tui.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a worker in the background, unless one of the same build lives; one of another build is
 * drained and replaced. Whoever starts at the same time waits and finds the one that was started.
 */
public final class WorkerStarter {
  private static final String OPTIONS = "CT_WORKER_OPTS";
  private static final Duration READY = Duration.ofSeconds(40);
  private static final long LOOK_MILLIS = 40;
  private static final Duration LETS_GO = Duration.ofSeconds(15);

  private final WorkerFiles files;
  private final Path folder;
  private final String name;
  private final String build;
  private final Map<String, String> environment;
  private final Class<?> main;

  /** What a start came to. */
  public sealed interface Started {
    /** One of this build was there. */
    record Already(WorkerRecord worker) implements Started {}

    record Fresh(WorkerRecord worker) implements Started {}

    /** The user stopped it, and this start was no user's. */
    record LeftStopped() implements Started {}
  }

  /** {@code main} is the class whose {@code worker run} is a worker. */
  public WorkerStarter(WorkerSettings settings, Map<String, String> environment, Class<?> main) {
    this.files = new WorkerFiles(settings.places());
    this.folder = settings.places().worker();
    this.name = settings.name();
    this.build = settings.build();
    this.environment = environment;
    this.main = main;
  }

  /**
   * Returns once a worker polls.
   *
   * @param healing whether a waiting client replaces one that is gone, rather than a user's
   *     command: then what the user stopped stays stopped
   */
  public Started start(boolean healing) throws IOException, InterruptedException {
    HeldLock turn =
        HeldLock.take(files.startLock(name), READY)
            .orElseThrow(() -> failure("somebody else has been starting it for too long", ""));
    try {
      if (healing && Files.exists(files.stoppedByUser(name))) {
        return new Started.LeftStopped();
      }
      Files.deleteIfExists(files.stoppedByUser(name));
      return startUnlessThere(options(healing));
    } finally {
      turn.close();
    }
  }

  private Started startUnlessThere(List<String> options) throws IOException, InterruptedException {
    if (HeldLock.held(files.nameLock(name))) {
      Optional<WorkerRecord> living = awaitRecord();
      if (living.isPresent() && living.get().build().equals(build)) {
        return new Started.Already(awaitPolling(living.get().process().pid(), null));
      }
      living.ifPresent(WorkerStarter::drain);
      awaitName();
    }
    List<String> command = JvmCommand.of(main, options, arguments(options));
    Process process = Detached.start(command, folder, files.output(name));
    return new Started.Fresh(awaitPolling(process.pid(), process));
  }

  private List<String> arguments(List<String> options) {
    List<String> arguments =
        new ArrayList<>(List.of("worker", "run", "--background", "--name", name));
    options.forEach(option -> arguments.add("--jvm-option=" + option));
    return arguments;
  }

  /** The environment's; where it says nothing, those of the worker that is replaced. */
  private List<String> options(boolean healing) {
    List<WorkerRecord> before =
        Stream.concat(files.living().stream(), files.dead().stream())
            .filter(worker -> worker.name().equals(name))
            .toList();
    List<String> predecessor = before.isEmpty() ? List.of() : before.getLast().options();
    return options(environment.get(OPTIONS), predecessor, healing);
  }

  /**
   * Pure. A crash point that was asked for once has done its work with the worker that died of it:
   * whoever replaces that one does not die of it again.
   */
  static List<String> options(
      @org.jspecify.annotations.Nullable String asked, List<String> predecessor, boolean healing) {
    List<String> options =
        asked == null ? predecessor : Stream.of(asked.strip().split("\\s+")).toList();
    return options.stream()
        .filter(option -> !option.isEmpty())
        .filter(option ->
            !option.startsWith("-Dct.crash=")
                || asked != null && !(healing && predecessor.contains(option)))
        .toList();
  }

  private static void drain(WorkerRecord other) {
    ProcessHandle.of(other.process().pid())
        .filter(process -> other.process().alive())
        .ifPresent(ProcessHandle::destroy);
  }

  private void awaitName() throws InterruptedException {
    HeldLock.take(files.nameLock(name), LETS_GO)
        .orElseThrow(() -> failure("one of another build does not end", ""))
        .close();
  }

  /** The name is held before its holder has told about itself. */
  private Optional<WorkerRecord> awaitRecord() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    Optional<WorkerRecord> found = files.named(name);
    while (found.isEmpty() && System.nanoTime() < deadline && HeldLock.held(files.nameLock(name))) {
      Thread.sleep(LOOK_MILLIS);
      found = files.named(name);
    }
    return found;
  }

  private WorkerRecord awaitPolling(long pid, @org.jspecify.annotations.Nullable Process ours)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<WorkerRecord> ready =
          files.living().stream()
              .filter(worker -> worker.process().pid() == pid && worker.polls())
              .findFirst();
      if (ready.isPresent()) {
        return ready.get();
      }
      if (ours != null ? !ours.isAlive() : !HeldLock.held(files.nameLock(name))) {
        throw failure(
            "it ended before it was ready" + lastWords(), "Its log is " + files.log(name));
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw failure(
        "it does not reach its server within " + READY.toSeconds() + " s",
        "See ct server status, and its log " + files.log(name));
  }

  private String lastWords() throws IOException {
    if (!Files.exists(files.output(name))) {
      return "";
    }
    List<String> lines =
        Files.readString(files.output(name)).lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty()
        ? ""
        : ": " + String.join(" ", lines.subList(0, Math.min(2, lines.size())));
  }

  private CliFailure failure(String why, String remedy) {
    return new CliFailure("worker " + name, why, remedy, ExitCode.UNAVAILABLE);
  }
}
