package io.codextemporal.tui.session;

import io.codextemporal.config.Machine;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Msg.State;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the way to the session stands, told to the screen whenever it changes, and what is done about
 * it: while a turn is at work or the server is silent somebody looks after server and worker; while
 * all rests, nobody wakes. Thread-safe.
 */
final class Reach implements AutoCloseable {
  private final Services services;
  private final Consumer<Msg> screen;
  private @Nullable Connection connection;
  private @Nullable Healer healer;
  private @Nullable CompletableFuture<Launcher.Result> waking;
  private String machine = Machine.name();
  private boolean silent;
  private boolean working;
  private boolean workerless;
  private boolean closed;
  private Msg.@Nullable Connection told;

  Reach(Services services, Consumer<Msg> screen) {
    this.services = services;
    this.screen = screen;
  }

  /** What is being waited for, while nothing can be used yet. */
  synchronized void waits(State state, String sentence, String remedy) {
    say(state, sentence, remedy);
  }

  /** The line is there. */
  void over(Connection line) {
    synchronized (this) {
      connection = line;
    }
    line.onSilence(this::silence);
  }

  /** The host whose worker the shown session needs. */
  synchronized void needs(String host) {
    machine = host;
    workerless = false;
  }

  /** Starts this machine's worker where it is needed and none lives; does not wait for it. */
  void wake() {
    CompletableFuture<Launcher.Result> start;
    synchronized (this) {
      boolean local = machine.equals(Machine.name());
      if (!local || closed || waking != null && !waking.isDone()) {
        return;
      }
      Optional<CompletableFuture<Launcher.Result>> needed = services.wakeWorker();
      if (needed.isEmpty()) {
        return;
      }
      start = needed.get();
    }
    follow(start);
  }

  /** A worker that is being started. */
  void follow(CompletableFuture<Launcher.Result> start) {
    synchronized (this) {
      waking = start;
      workerless = true;
      stands();
    }
    start.thenAccept(this::woken);
  }

  private synchronized void woken(Launcher.Result result) {
    if (result.worked() || services.household().hasWorker()) {
      workerless = false;
      stands();
    } else {
      failed(result.said());
    }
  }

  private void failed(String said) {
    String[] lines = said.split("\n", 2);
    String first = lines[0].startsWith("ct: ") ? lines[0].substring(4) : lines[0];
    say(
        State.NO_WORKER,
        "No worker: " + (first.isBlank() ? "it could not be started" : first),
        lines.length > 1 ? lines[1].strip() : "Start one: ct worker start");
  }

  /** The session told something, and in what state it is. */
  synchronized void answered(SessionState state) {
    workerless = false;
    working = state == SessionState.WORKING;
    stands();
  }

  /** Nobody is needed for the shown session any more. */
  synchronized void rests() {
    working = false;
    stands();
  }

  /** A question went unanswered. */
  void noWorker() {
    synchronized (this) {
      workerless = true;
      stands();
    }
    if (!services.household().wantsNoWorker()) {
      wake();
    }
  }

  private synchronized void silence(boolean now) {
    silent = now;
    stands();
  }

  /** Tells the screen how it stands, and has somebody look after things as long as needed. */
  synchronized void stands() {
    Connection line = connection;
    if (line == null || closed) {
      return;
    }
    boolean needed = silent || working || workerless;
    if (needed && healer == null) {
      healer =
          new Healer(
              line,
              services.household(),
              services.launcher(),
              machine.equals(Machine.name()),
              this::heard);
      healer.start();
    } else if (!needed && healer != null) {
      healer.close();
      healer = null;
    }
    if (silent) {
      lost(line);
    } else if (workerless) {
      workerless();
    } else {
      say(State.CONNECTED, "", "");
    }
  }

  private void lost(Connection line) {
    boolean ours = line.target() instanceof TemporalTarget.Private;
    boolean stopped = ours && services.household().wantsNoServer();
    say(
        State.LOST,
        "Temporal (" + line.address() + ") does not answer",
        stopped
            ? "It was stopped: ct server start"
            : ours ? "Starting it again" : "Waiting for it; `ct doctor` tells more");
  }

  private void workerless() {
    boolean local = machine.equals(Machine.name());
    boolean starts = waking != null && !waking.isDone() || services.household().workerStarts();
    if (local && starts) {
      say(State.NO_WORKER, "Starting a worker", "");
    } else if (local && services.household().wantsNoWorker()) {
      say(State.NO_WORKER, "The worker was stopped", "Start it: ct worker start");
    } else if (local) {
      say(State.NO_WORKER, "The worker does not answer", "");
    } else {
      say(
          State.NO_WORKER,
          "No worker on " + machine + " answers",
          "Start one there: ct worker start");
    }
  }

  /** The healer's words: what it does is told by the states, what it fails at is news. */
  private synchronized void heard(String text) {
    if (text.startsWith("ct: ")) {
      failed(text);
    } else {
      stands();
    }
  }

  private void say(State state, String sentence, String remedy) {
    Msg.Connection now = new Msg.Connection(state, sentence, remedy);
    if (!now.equals(told) && !closed) {
      told = now;
      screen.accept(now);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (healer != null) {
      healer.close();
      healer = null;
    }
  }
}
