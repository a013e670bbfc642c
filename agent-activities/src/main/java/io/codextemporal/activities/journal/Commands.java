package io.codextemporal.activities.journal;

import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each call's command once, across attempts and across workers of this machine.
 *
 * <p>Before a command starts, its start is noted on disk; {@link #look} tells any later attempt
 * what became of it. A command outlives its worker and is found again by the next. Thread-safe.
 */
public final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
  private static final Duration CLEAN_EVERY = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final long KEPT_BYTES = 2_000_000_000;
  private static final Duration STEP = Duration.ofMillis(10);
  private static final int STARTING_STEPS = 300;

  /** How long a wrapper may take between making its pid file and filling it. */
  private static final int HALF_NOTED_STEPS = 10;

  private final EffectJournal journal;
  private final CommandLauncher launcher;
  private final ConcurrentMap<Key, RunningCommand> running = new ConcurrentHashMap<>();

  private final AtomicLong nextClean = new AtomicLong(System.nanoTime());

  /** One call at a time in each; calls that share one by chance only wait a moment. */
  private final ReentrantLock[] locks = new ReentrantLock[256];

  /**
   * @param journal the folder of this machine's journal
   */
  public Commands(Path journal) {
    this.journal = new EffectJournal(journal);
    this.launcher = new CommandLauncher(journal);
    Arrays.setAll(locks, i -> new ReentrantLock());
  }

  /**
   * What is known of the call, before anything is decided about it.
   *
   * @param digest of the command to run: a start of another command does not count
   */
  public Look look(SessionId session, CallId call, String digest)
      throws IOException, InterruptedException {
    Key key = new Key(session, call, digest);
    ReentrantLock lock = lock(key);
    lock.lock();
    try {
      RunningCommand here = running.get(key);
      return here == null ? lookBack(key) : new Look.Underway(here);
    } finally {
      lock.unlock();
    }
  }

  private Look lookBack(Key key) throws IOException, InterruptedException {
    JournalEntry entry = journal.latest(key.session(), key.call(), key.digest()).orElse(null);
    Started started = entry == null ? null : entry.started().orElse(null);
    if (entry == null || started == null) {
      return new Look.Fresh();
    }
    return switch (settled(entry)) {
      case JournalState.NotStarted notStarted -> new Look.Fresh();
      case JournalState.Starting starting ->
          unknown(started, "its wrapper lives but has not started it");
      case JournalState.Running found ->
          new Look.Underway(watch(key, entry, started, new CommandWatch.Found(found.process())));
      case JournalState.Finished finished ->
          new Look.Done(RunningCommand.result(entry, started, finished.ended()));
      case JournalState.Vanished vanished -> unknown(started, vanished.evidence());
    };
  }

  /** Notes the start, then starts the command. Only after {@link #look} allowed it. */
  public RunningCommand start(CommandSpec spec) throws IOException {
    cleanNowAndThen();
    Key key = new Key(spec.session(), spec.call(), spec.digest());
    ReentrantLock lock = lock(key);
    lock.lock();
    try {
      RunningCommand here = running.get(key);
      return here == null ? start(key, spec) : here;
    } finally {
      lock.unlock();
    }
  }

  private RunningCommand start(Key key, CommandSpec spec) throws IOException {
    JournalEntry entry = journal.open(spec.session(), spec.call());
    CommandLauncher.Launch launch = spec.tty() ? CommandLauncher.Launch.fresh() : launcher.next();
    Started started = Started.now(launch.mark(), spec);
    CommandWatch watch;
    try {
      entry.writeStarted(started);
      CrashPoints.pass("K7");
      watch = launcher.start(entry, spec, launch);
    } catch (IOException e) {
      launcher.drop(launch);
      spec.confinement().groups().forEach(ControlGroup::remove);
      journal.discard(entry);
      throw e;
    }
    CrashPoints.pass("K8");
    return watch(key, entry, started, watch);
  }

  /** Ends every command that this worker watches, journals why, and waits until they are gone. */
  public void endAll(Ended.Cause why) throws InterruptedException, IOException {
    List<RunningCommand> all = List.copyOf(running.values());
    all.forEach(command -> command.end(why));
    for (RunningCommand command : all) {
      command.await();
    }
  }

  /**
   * The number under which {@link #look(SessionId, int)} finds a command that was left running; the
   * same for every attempt of its call.
   */
  public int number(SessionId session, CallId call, String digest) throws IOException {
    return LeftRunning.number(journal.folder(session), new LeftRunning(call, digest));
  }

  /** What is known of a command that was left running under this number. */
  public Look look(SessionId session, int number) throws IOException, InterruptedException {
    Optional<LeftRunning> named = LeftRunning.find(journal.folder(session), number);
    return named.isEmpty()
        ? new Look.Fresh()
        : look(session, named.get().call(), named.get().digest());
  }

  /** The sessions of which something runs on this machine, whoever watches it. */
  public List<SessionId> running() throws IOException {
    return journal.running();
  }

  /** Ends all that runs of a session; its processes are gone on return. */
  public void endAll(SessionId session, Ended.Cause why) throws IOException, InterruptedException {
    for (JournalEntry entry : journal.running(session)) {
      Started started = entry.started().orElse(null);
      if (started != null) {
        endHere(entry, started, why);
      }
    }
  }

  /** Ends what is known under this number; its processes are gone on return. */
  public boolean end(SessionId session, int number, Ended.Cause why)
      throws IOException, InterruptedException {
    Optional<LeftRunning> named = LeftRunning.find(journal.folder(session), number);
    return named.isPresent() && endAbandoned(session, named.get().call(), why);
  }

  /** Where the session's commands leave what they print; may not be there yet. */
  public Path outputs(SessionId session) {
    return journal.folder(session);
  }

  /** How many commands this worker watches. */
  public int count() {
    return running.size();
  }

  /**
   * Ends what a dead worker left running of a call that nobody wants any more, and journals why.
   *
   * @return whether something ran
   */
  public boolean endAbandoned(SessionId session, CallId call, Ended.Cause why)
      throws IOException, InterruptedException {
    for (Key key : running.keySet()) {
      RunningCommand here = running.get(key);
      if (here != null && key.session().equals(session) && key.call().equals(call)) {
        here.end(why);
        here.await();
        return true;
      }
    }
    JournalEntry entry = journal.latest(session, call).orElse(null);
    Started started = entry == null ? null : entry.started().orElse(null);
    if (entry == null || started == null) {
      return false;
    }
    return switch (settled(entry)) {
      case JournalState.NotStarted notStarted -> false;
      case JournalState.Finished finished -> false;
      case JournalState.Starting starting -> endHere(entry, started, why);
      case JournalState.Running found -> endHere(entry, started, why);
      case JournalState.Vanished vanished -> endHere(entry, started, why);
    };
  }

  /** The journal stays bounded without anybody's care. */
  private void cleanNowAndThen() {
    long now = System.nanoTime();
    long due = nextClean.get();
    if (now - due >= 0 && nextClean.compareAndSet(due, now + CLEAN_EVERY.toNanos())) {
      Thread.ofVirtual()
          .name("journal cleaning")
          .start(() -> {
            try {
              clean(Instant.now());
            } catch (IOException e) {
              LOG.warn("The journal could not be cleaned: {}", e.toString());
            }
          });
    }
  }

  /** Forgets what is old, and the oldest when the journal is large; what runs stays. */
  void clean(Instant now) throws IOException {
    journal.clean(now, KEPT, KEPT_BYTES);
  }

  private boolean endHere(JournalEntry entry, Started started, Ended.Cause why)
      throws IOException, InterruptedException {
    RunningCommand.endProcesses(entry, started.mark());
    Integer exit = entry.evidence().exit();
    entry.writeEnded(
        new Ended(
            why, exit, System.currentTimeMillis() - started.at(), ControlGroup.close(started)));
    return true;
  }

  /** The entry's state once its wrapper has either begun or never will. */
  private static JournalState settled(JournalEntry entry) throws IOException, InterruptedException {
    for (int step = 0; ; step++) {
      JournalState state = JournalState.of(entry.evidence());
      boolean mayBegin =
          switch (state) {
            case JournalState.Starting starting -> step < STARTING_STEPS;
            case JournalState.NotStarted notStarted -> step < HALF_NOTED_STEPS && !entry.revoke();
            case JournalState.Running found -> false;
            case JournalState.Finished finished -> false;
            case JournalState.Vanished vanished -> false;
          };
      if (!mayBegin) {
        return state;
      }
      Thread.sleep(STEP);
    }
  }

  private ReentrantLock lock(Key key) {
    return locks[Math.floorMod(key.hashCode(), locks.length)];
  }

  private RunningCommand watch(Key key, JournalEntry entry, Started started, CommandWatch watch) {
    RunningCommand command = new RunningCommand(entry, started, watch, () -> running.remove(key));
    running.put(key, command);
    command.begin();
    return command;
  }

  private static Look unknown(Started started, String evidence) {
    String text =
        "`"
            + String.join(" ", started.command())
            + "` was started at "
            + Instant.ofEpochMilli(started.at())
            + "; "
            + evidence;
    return new Look.Unknown(text, Sha256.hex("run again ", started.mark()));
  }

  private record Key(SessionId session, CallId call, String digest) {}
}
