package io.codextemporal.activities.journal;

import io.codextemporal.config.ProcessMark;
import io.codextemporal.protocol.CallId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command that runs and is watched by this worker. Any number of attempts of its call may wait
 * for it; when none does, it goes on to its own end or deadline all the same. Thread-safe.
 */
public final class RunningCommand {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCommand.class);

  /** How often output is looked at. */
  private static final Duration TICK = Duration.ofMillis(20);

  /** The same while nobody listens. */
  private static final Duration LAZY = Duration.ofMillis(200);

  /** How long processes have to end when they are told to, before they are killed. */
  private static final Duration GRACE = Duration.ofMillis(700);

  /** Leads no group: no process has this pid. */
  private static final ProcessMark NOBODY = new ProcessMark(Long.MAX_VALUE, 0, "");

  private static final int KILL_ROUNDS = 80;

  private final JournalEntry entry;
  private final Started started;
  private final CommandWatch watch;
  private final Runnable onEnd;
  private final long deadline;
  private final CompletableFuture<CommandResult> result = new CompletableFuture<>();
  private final AtomicReference<Ended.Cause> cause = new AtomicReference<>(Ended.Cause.EXITED);
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> lazy = new CopyOnWriteArrayList<>();
  private final List<Runnable> endings = new ArrayList<>();
  private boolean over;
  private final Set<CallId> typed = ConcurrentHashMap.newKeySet();

  RunningCommand(JournalEntry entry, Started started, CommandWatch watch, Runnable onEnd) {
    this.entry = entry;
    this.started = started;
    this.watch = watch;
    this.onEnd = onEnd;
    long left = started.at() + started.timeoutMillis() - System.currentTimeMillis();
    this.deadline = System.nanoTime() + Duration.ofMillis(left).toNanos();
  }

  void begin() {
    Thread.ofVirtual().name("command " + entry.folder().getFileName()).start(this::watch);
  }

  /** Waits for the end. An interrupt ends the waiting and nothing else. */
  public CommandResult await() throws InterruptedException, IOException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IOException("the command was lost sight of: " + e.getCause(), e.getCause());
    }
  }

  /** Waits at most so long; empty when it runs on. */
  public Optional<CommandResult> await(Duration atMost) throws InterruptedException, IOException {
    try {
      return Optional.of(result.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IOException("the command was lost sight of: " + e.getCause(), e.getCause());
    }
  }

  /** Waits until it has ended, or {@code otherwise} is complete; whether it has ended. */
  public boolean awaitUnless(CompletableFuture<Void> otherwise) throws InterruptedException {
    try {
      CompletableFuture.anyOf(result, otherwise).get();
    } catch (ExecutionException e) {
      LOG.debug("it was lost sight of: {}", e.toString());
    }
    return result.isDone();
  }

  /** What it has written so far. */
  public Path output() {
    return entry.output();
  }

  /** What stands beside {@link CommandResult#mark}, while it runs. */
  public CommandResult soFar() {
    long millis = System.currentTimeMillis() - started.at();
    return result(entry, started, new Ended(Ended.Cause.UNKNOWN, null, millis));
  }

  public Instant startedAt() {
    return Instant.ofEpochMilli(started.at());
  }

  /** Whether it has a terminal. */
  public boolean tty() {
    return started.tty();
  }

  /** Whether this process started it, or found it running. */
  public boolean isOwn() {
    return !(watch instanceof CommandWatch.Found);
  }

  /**
   * Types at its terminal; for each call once, however often the call is tried.
   *
   * @throws IOException when it has none here, or it is closed
   */
  public void type(CallId call, byte[] keys) throws IOException {
    if (!(watch instanceof Pty pty)) {
      throw new IOException("the command has no terminal here");
    }
    if (typed.add(call)) {
      pty.type(keys);
    }
  }

  /** What the interrupt key does, where there is no terminal; for each call once. */
  public void interruptKey(CallId call) throws IOException {
    if (typed.add(call)) {
      entry.leader().ifPresent(leader -> ProcessTable.signal("INT", leader, List.of()));
    }
  }

  /** Runs it once the command has ended, before anyone hears of that; at once when it has. */
  public void whenEnded(Runnable then) {
    synchronized (endings) {
      if (!over) {
        endings.add(then);
        return;
      }
    }
    then.run();
  }

  private void finish() {
    List<Runnable> due;
    synchronized (endings) {
      over = true;
      due = List.copyOf(endings);
    }
    due.forEach(Runnable::run);
    onEnd.run();
  }

  /** Hears of output from now on, a piece at a time, on another thread. */
  public void onOutput(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** The same, in larger pieces. */
  public void onOutputLazily(Consumer<String> listener) {
    lazy.add(listener);
  }

  public void removeListener(Consumer<String> listener) {
    listeners.remove(listener);
    lazy.remove(listener);
  }

  /** Ends the command and all its processes; {@link #await} tells when they are gone. */
  public void end(Ended.Cause why) {
    cause.compareAndSet(Ended.Cause.EXITED, why);
  }

  private void watch() {
    try (OutputFollower follower = new OutputFollower(entry.output())) {
      while (!watch.awaitEnd(listeners.isEmpty() ? LAZY : TICK)) {
        tell(follower.more());
        if (System.nanoTime() - deadline >= 0) {
          end(Ended.Cause.TIMED_OUT);
        }
        if (follower.size() > started.maxOutputBytes()) {
          end(Ended.Cause.OUTPUT_LIMIT);
        }
        if (cause.get() != Ended.Cause.EXITED) {
          endProcesses(entry, started.mark());
        }
      }
      tell(follower.more());
      CrashPoints.pass("K9");
      Ended ended = settle();
      CrashPoints.pass("K10");
      finish();
      result.complete(result(entry, started, ended));
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOG.error("Lost sight of the command in {}", entry.folder(), e);
      finish();
      result.completeExceptionally(e);
    }
  }

  /** Notes the end, unless another worker that watched too has noted it. */
  private Ended settle() throws IOException {
    Ended noted = entry.ended().orElse(null);
    if (noted != null) {
      return noted;
    }
    Integer exit = entry.exit().orElseGet(watch::exitCode);
    Ended ended =
        new Ended(
            cause.get(),
            exit,
            System.currentTimeMillis() - started.at(),
            ControlGroup.close(started));
    entry.writeEnded(ended);
    return ended;
  }

  static CommandResult result(JournalEntry entry, Started started, Ended ended) {
    List<String> limits = ended.limits() == null ? List.of() : ended.limits();
    return new CommandResult(
        ended,
        started.mark(),
        entry.output(),
        started.sandbox(),
        limits,
        started.why(),
        started.tty());
  }

  private void tell(String text) {
    if (!text.isEmpty()) {
      listeners.forEach(listener -> listener.accept(text));
      lazy.forEach(listener -> listener.accept(text));
    }
  }

  /** Tells every process of a start to end, then kills what is left; all are gone on return. */
  static void endProcesses(JournalEntry entry, String mark)
      throws IOException, InterruptedException {
    endProcesses(entry.leader().orElse(NOBODY), mark);
  }

  /** The same of a start whose leader is known. */
  static void endProcesses(ProcessMark leader, String mark) throws InterruptedException {
    List<Long> members = ProcessTable.members(mark, leader);
    ProcessTable.signal("TERM", leader, members);
    long patience = System.nanoTime() + GRACE.toNanos();
    while (!members.isEmpty() && System.nanoTime() < patience) {
      Thread.sleep(10);
      members = ProcessTable.members(mark, leader);
    }
    for (int round = 0; !members.isEmpty() && round < KILL_ROUNDS; round++) {
      ProcessTable.signal("KILL", leader, members);
      Thread.sleep(10);
      members = ProcessTable.members(mark, leader);
    }
    if (!members.isEmpty()) {
      LOG.warn("Processes {} of start {} do not end", members, mark);
    }
  }
}
