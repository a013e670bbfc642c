package io.codextemporal.worker.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** I12: looks for what should be gone. */
final class Leftovers {
  private static final List<String> UNFINISHED = List.of(".new", ".tmp", ".part");

  /** Processes with this home in their environment or command line, and witnessed commands. */
  static void processes(TestHome home, List<Witness.Run> witness, Violations violations) {
    String mark = home.places().home().toString();
    long self = ProcessHandle.current().pid();
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .filter(process ->
            speaksOf(process.pid(), "cmdline", mark) || speaksOf(process.pid(), "environ", mark))
        .forEach(process ->
            violations.unless(
                false,
                "I12",
                "pid " + process.pid() + " is left: " + process.info().commandLine().orElse("?")));
    for (Witness.Run run : witness) {
      violations.unless(
          !isSame(run), "I12", "the command of " + run.call() + " is left as pid " + run.pid());
    }
  }

  /** Pids come again: one that started after the run is another process. */
  private static boolean isSame(Witness.Run run) {
    return ProcessHandle.of(run.pid())
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(started -> !started.isAfter(run.at().plusSeconds(1)))
        .isPresent();
  }

  private static boolean speaksOf(long pid, String file, String mark) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(pid), file),
              java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains(mark);
    } catch (IOException e) {
      return false;
    }
  }

  static void files(TestHome home, Violations violations) {
    try (Stream<Path> files = Files.walk(home.places().home())) {
      files
          .filter(
              file -> UNFINISHED.stream().anyMatch(String.valueOf(file.getFileName())::endsWith))
          .forEach(file -> violations.unless(false, "I12", file + " was left unfinished"));
    } catch (IOException e) {
      throw new AssertionError("cannot look through " + home.places().home(), e);
    }
  }

  private Leftovers() {}
}
