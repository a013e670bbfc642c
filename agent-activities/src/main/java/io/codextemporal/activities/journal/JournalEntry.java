package io.codextemporal.activities.journal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one start of a command: {@code started} and {@code ended} are the worker's, {@code
 * pid} and {@code exit} the wrapper's, {@code output} the command's.
 *
 * <p>Files appear whole or not at all: the worker's by renaming, the wrapper's are one line that
 * counts once it has its newline.
 */
record JournalEntry(Path folder) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .build();

  /** What stands in the pid file when a worker made it, so that the wrapper cannot. */
  private static final String REVOKED = "revoked";

  Path output() {
    return folder.resolve("output");
  }

  Path pidFile() {
    return folder.resolve("pid");
  }

  /** Notes the start; on disk, whatever happens to the machine, once this returns. */
  void writeStarted(Started started) throws IOException {
    write("started", started, true);
  }

  void writeEnded(Ended ended) throws IOException {
    write("ended", ended, false);
  }

  Optional<Started> started() throws IOException {
    return read("started", Started.class);
  }

  Optional<Ended> ended() throws IOException {
    return read("ended", Ended.class);
  }

  /** The exit code as the wrapper noted it. */
  Optional<Integer> exit() throws IOException {
    return Optional.ofNullable(line("exit")).map(Integer::valueOf);
  }

  /** False where its end was noted: a cheap look. */
  boolean mayRun() {
    return Files.exists(folder.resolve("started"))
        && !Files.exists(folder.resolve("exit"))
        && !Files.exists(folder.resolve("ended"));
  }

  /** Everything there is to see about this start, its processes included. */
  Evidence evidence() throws IOException {
    Started started = started().orElse(null);
    if (started == null) {
      return Evidence.NONE;
    }
    Ended ended = ended().orElse(null);
    String boot = ProcessMark.bootId();
    boolean sameBoot = boot.equals(started.boot());
    String line = line("pid");
    ProcessMark process = line == null ? null : process(line);
    Integer exit = exit().orElse(null);
    boolean over = ended != null || exit != null || !sameBoot;
    boolean alive = !over && process != null && process.alive();
    return new Evidence(
        started,
        sameBoot,
        process,
        REVOKED.equals(line),
        alive,
        over || alive ? 0 : ProcessTable.marked(started.mark()).size(),
        exit,
        exit == null ? 0 : modified("exit") - started.at(),
        ended);
  }

  /**
   * Sees to it that a wrapper that has not begun never will.
   *
   * @return whether it had not begun
   */
  boolean revoke() throws IOException {
    try {
      Files.writeString(pidFile(), REVOKED + "\n", StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return REVOKED.equals(line("pid"));
    }
  }

  /** The process that leads the command's group, as far as it was noted. */
  Optional<ProcessMark> leader() throws IOException {
    String line = line("pid");
    return line == null ? Optional.empty() : Optional.ofNullable(process(line));
  }

  private static @Nullable ProcessMark process(String line) {
    String[] words = line.split(" ");
    if (words.length != 3) {
      return null;
    }
    long pid = Long.parseLong(words[0]);
    return words[1].equals("-")
        ? ProcessMark.of(pid).orElse(new ProcessMark(pid, 0, ""))
        : new ProcessMark(pid, Long.parseLong(words[1]), words[2]);
  }

  /** The file's one line; null when it is not there or not whole. */
  private @Nullable String line(String name) throws IOException {
    try {
      String text = Files.readString(folder.resolve(name));
      return text.endsWith("\n") ? text.strip() : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private long modified(String name) throws IOException {
    return Files.getLastModifiedTime(folder.resolve(name)).toMillis();
  }

  private <T> Optional<T> read(String name, Class<T> type) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(folder.resolve(name)), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void write(String name, Object value, boolean durable) throws IOException {
    Note.write(folder, name, JSON.writeValueAsBytes(value), durable);
  }
}
