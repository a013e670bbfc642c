package io.codextemporal.activities.journal;

import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running program that this worker talks to through pipes. Thread-safe. */
public final class AttachedCommand {
  private static final long SETTLING_MILLIS = 2_000;

  private final EffectJournal journal;
  private final JournalEntry entry;
  private final Started started;
  private final Process process;
  private final ProcessMark leader;
  private @Nullable Ended ended;

  AttachedCommand(EffectJournal journal, JournalEntry entry, Started started, Process process) {
    this.journal = journal;
    this.entry = entry;
    this.started = started;
    this.process = process;
    this.leader = ProcessMark.of(process.pid()).orElse(new ProcessMark(process.pid(), 0, ""));
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
      ended = ended(why);
      List.of(process.getOutputStream(), process.getInputStream(), process.getErrorStream())
          .forEach(AttachedCommand::close);
    }
    return ended;
  }

  /** Removes the notes of one that has ended: nobody needs to hear of it any more. */
  public void forget() throws IOException {
    if (isNoted()) {
      journal.discard(entry);
    }
  }

  private Ended ended(Ended.Cause why) throws IOException, InterruptedException {
    RunningCommand.endProcesses(leader, started.mark());
    boolean noted = isNoted();
    Integer exit = noted ? entry.evidence().exit() : null;
    if (exit == null && !process.isAlive()) {
      exit = process.exitValue();
    }
    Ended how = how(started, why, exit);
    if (noted) {
      entry.writeEnded(how);
    }
    return how;
  }

  /** Another worker may have forgotten this start, and begun another in its folder. */
  private boolean isNoted() throws IOException {
    return entry.started().filter(other -> other.mark().equals(started.mark())).isPresent();
  }

  /** Ends what a start of another worker left. */
  static void endLeft(JournalEntry entry, Started started)
      throws IOException, InterruptedException {
    RunningCommand.endProcesses(entry, started.mark());
    Integer exit = entry.evidence().exit();
    entry.writeEnded(how(started, Ended.Cause.WORKER_STOPPED, exit));
  }

  private static Ended how(Started started, Ended.Cause why, @Nullable Integer exit) {
    long millis = System.currentTimeMillis() - started.at();
    return new Ended(why, exit, millis, ControlGroup.close(started));
  }

  private static void close(java.io.Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      return; // It is gone already.
    }
  }
}
