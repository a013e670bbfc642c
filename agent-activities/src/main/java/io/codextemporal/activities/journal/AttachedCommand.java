package io.codextemporal.activities.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running program that this worker talks to through pipes. Thread-safe. */
public final class AttachedCommand {
  private static final long SETTLING_MILLIS = 2_000;

  private final JournalEntry entry;
  private final Started started;
  private final Process process;
  private @Nullable Ended ended;

  AttachedCommand(JournalEntry entry, Started started, Process process) {
    this.entry = entry;
    this.started = started;
    this.process = process;
  }

  public OutputStream input() {
    return process.getOutputStream();
  }

  public InputStream output() {
    return process.getInputStream();
  }

  public InputStream errors() {
    return process.getErrorStream();
  }

  /** What confines it, as people read it, or null for nothing. */
  public @Nullable String sandbox() {
    return started.sandbox();
  }

  /**
   * Ends all its processes and notes why; all are gone on return. Of a program that ended by itself
   * only what it left behind is ended.
   */
  public synchronized Ended end(Ended.Cause why) throws IOException, InterruptedException {
    if (ended == null) {
      boolean itself = why == Ended.Cause.EXITED;
      if (itself) {
        process.waitFor(SETTLING_MILLIS, TimeUnit.MILLISECONDS);
      }
      ended = end(entry, started, why, process);
      List.of(process.getOutputStream(), process.getInputStream(), process.getErrorStream())
          .forEach(AttachedCommand::close);
    }
    return ended;
  }

  static Ended end(JournalEntry entry, Started started, Ended.Cause why, @Nullable Process process)
      throws IOException, InterruptedException {
    RunningCommand.endProcesses(entry, started.mark());
    Integer exit = entry.evidence().exit();
    if (exit == null && process != null && !process.isAlive()) {
      exit = process.exitValue();
    }
    long millis = System.currentTimeMillis() - started.at();
    Ended ended = new Ended(why, exit, millis, ControlGroup.close(started));
    entry.writeEnded(ended);
    return ended;
  }

  private static void close(java.io.Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      return; // It is gone already.
    }
  }
}
