package io.codextemporal.worker.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The truth about how often a command ran: commands under test append a line to a file, each with
 * one write at its end and on the disk before they go on.
 *
 * <p>Name a command by the call id that the scripted model gives it.
 */
public final class Witness {
  private final Path file;

  public Witness(Path file) {
    this.file = file;
  }

  /** The witness of a home, outside its workspace. */
  public static Witness of(TestHome home) {
    return new Witness(home.codexHome().resolve("witness"));
  }

  /** One run: which call, by which process, when. */
  public record Run(String call, long pid, Instant at) {}

  /** A script that says it runs, and then does {@code then}. */
  public String script(String call, String then) {
    return "printf '%%s %%s %%s\\n' %s $$ $(date +%%s%%N) | dd of='%s' oflag=append conv=notrunc,fsync status=none; %s"
        .formatted(call, file, then);
  }

  /** The same for hundreds at once: starts no process to say so, and may lose it with the power. */
  public String quickScript(String call, String then) {
    return "printf '%%s %%s 0\\n' %s $$ >> '%s'; %s".formatted(call, file, then);
  }

  /** All runs so far, oldest first. */
  public List<Run> runs() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<Run> runs = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", -1);
        long nanos = Long.parseLong(words[2]);
        runs.add(
            new Run(
                words[0],
                Long.parseLong(words[1]),
                Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000)));
      }
      return runs;
    } catch (IOException e) {
      throw new AssertionError("the witness cannot be read", e);
    }
  }

  /** How often a call ran. */
  public long runsOf(String call) {
    return runs().stream().filter(run -> run.call().equals(call)).count();
  }
}
