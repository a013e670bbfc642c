package io.codextemporal.activities.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.ProcessMark;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** A journal in a temporary folder, and commands that leave a word in a witness file. */
final class Workplace {
  static final SessionId SESSION = new SessionId("01990000-0000-7000-8000-000000000001");
  static final CallId CALL = new CallId("call_1");

  final Path folder;
  final Path journal;
  final Path witness;

  Workplace(Path folder) throws IOException {
    this.folder = folder;
    this.journal = Files.createDirectories(folder.resolve("journal"));
    this.witness = folder.resolve("witness");
  }

  CommandSpec spec(String script) {
    return spec(script, Duration.ofSeconds(60));
  }

  CommandSpec spec(String script, Duration timeout) {
    return CommandSpec.plain(
        SESSION,
        CALL,
        script,
        List.of("sh", "-c", "echo ran >> witness; " + script),
        folder,
        Map.of("PATH", "/usr/bin:/bin"),
        timeout,
        1_000_000);
  }

  /** What a worker leaves behind that dies right after it started a command. */
  JournalEntry abandon(CommandSpec spec) throws IOException {
    JournalEntry entry = noteOnly(spec, ProcessMark.bootId());
    new CommandLauncher(journal)
        .start(
            entry, spec, new CommandLauncher.Launch("mark-" + entry.folder().getFileName(), null));
    until(() -> Files.exists(entry.pidFile()) && Files.size(entry.pidFile()) > 0);
    return entry;
  }

  /** What a worker leaves behind that dies right before it would have started a command. */
  JournalEntry noteOnly(CommandSpec spec, String boot) throws IOException {
    JournalEntry entry = new EffectJournal(journal).open(spec.session(), spec.call());
    entry.writeStarted(
        new Started(
            "mark-" + entry.folder().getFileName(),
            spec.digest(),
            spec.command(),
            spec.cwd().toString(),
            System.currentTimeMillis(),
            spec.timeout().toMillis(),
            spec.maxOutputBytes(),
            boot,
            null,
            null,
            null,
            false));
    return entry;
  }

  void open(String gate) throws IOException {
    Files.createFile(folder.resolve(gate));
  }

  static String waitFor(String gate) {
    return "while [ ! -e " + gate + " ]; do sleep 0.01; done; ";
  }

  int runs() throws IOException {
    return Files.exists(witness) ? Files.readAllLines(witness).size() : 0;
  }

  /** The pid that a command wrote into a file of its folder. */
  long pid(String file) {
    Path path = folder.resolve(file);
    until(() -> Files.exists(path) && Files.readString(path).endsWith("\n"));
    try {
      return Long.parseLong(Files.readString(path).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean alive(long pid) {
    return ProcessMark.of(pid).isPresent();
  }

  static void until(Callable<Boolean> condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try {
      while (!condition.call()) {
        assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(deadline);
        LockSupport.parkNanos(2_000_000);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
