package io.codextemporal.activities.journal;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts programs that a worker talks to. They are journaled like commands, so that whoever comes
 * after a dead worker finds and ends what it left; but no worker takes up another's conversation.
 * Thread-safe.
 */
public final class AttachedCommands {
  private final EffectJournal journal;
  private final CommandLauncher launcher;

  /**
   * @param journal the folder of this machine's journal
   */
  public AttachedCommands(Path journal) {
    this.journal = new EffectJournal(journal);
    this.launcher = new CommandLauncher(journal);
  }

  /**
   * Notes the start, then starts it with pipes. The spec's timeout and output limit do not count.
   */
  public AttachedCommand start(CommandSpec spec) throws IOException {
    String mark = UUID.randomUUID().toString();
    JournalEntry entry = journal.open(spec.session(), spec.call());
    Started started = Started.now(mark, spec);
    try {
      entry.writeStarted(started);
      return new AttachedCommand(journal, entry, started, launcher.attached(entry, spec, mark));
    } catch (IOException e) {
      spec.confinement().groups().forEach(ControlGroup::remove);
      journal.discard(entry);
      throw e;
    }
  }

  /**
   * Ends what was started last under this name and still runs, by whichever worker.
   *
   * @return whether anything was ever started, since {@link #forget}
   */
  public boolean endLast(SessionId session, CallId name) throws IOException, InterruptedException {
    Optional<JournalEntry> entry = journal.latest(session, name);
    Started started = entry.isEmpty() ? null : entry.get().started().orElse(null);
    if (entry.isEmpty() || started == null) {
      return false;
    }
    if (entry.get().ended().isEmpty()) {
      AttachedCommand.endLeft(entry.get(), started);
    }
    return true;
  }

  /** Removes every note under this name. Nothing of it may run. */
  public void forget(SessionId session, CallId name) throws IOException {
    Optional<JournalEntry> entry = journal.latest(session, name);
    while (entry.isPresent()) {
      journal.discard(entry.get());
      entry = journal.latest(session, name);
    }
  }
}
