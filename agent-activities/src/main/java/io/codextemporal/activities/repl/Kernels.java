package io.codextemporal.activities.repl;

import io.codextemporal.activities.dispatch.PlaceKeeper;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.sandbox.UnconfinableException;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels of this worker's sessions, one each, used by one cell at a time. What ends one
 * without a cell hearing of it is told with the session's next cell. Thread-safe.
 */
public final class Kernels implements PlaceKeeper {
  static final int MOST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final KernelStarter starter;
  private final ConcurrentMap<SessionId, Seat> seats = new ConcurrentHashMap<>();
  private final AtomicBoolean sweeping = new AtomicBoolean();

  public Kernels(KernelStarter starter) {
    this.starter = starter;
  }

  /** A session's place in this worker; its lock is the line of cells. */
  private static final class Seat {
    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile @Nullable Kernel kernel;
    private volatile @Nullable Terminal shown;
    private int cells;
    private @Nullable String lost;
    private volatile long usedAt = System.nanoTime();
  }

  /** Waits until no other cell of the session runs; close it when the cell has ended. */
  Turn take(SessionId session) throws InterruptedException {
    Seat seat = seats.computeIfAbsent(session, id -> new Seat());
    seat.lock.lockInterruptibly();
    return new Turn(session, seat);
  }

  /** A cell's time with the session's kernel. Belongs to the thread that took it. */
  final class Turn implements AutoCloseable {
    private final SessionId session;
    private final Seat seat;

    private Turn(SessionId session, Seat seat) {
      this.session = session;
      this.seat = seat;
    }

    /** The session's kernel, if there is one of this place, else a new one. */
    Kernel kernel(Path node, KernelPlace place, ToolRun run)
        throws IOException, InterruptedException, UnconfinableException {
      Kernel known = seat.kernel;
      if (known != null && known.alive() && known.place().equals(place)) {
        return known;
      }
      if (known != null) {
        String why =
            known.alive()
                ? "the session's folder, sandbox or environment is another one by now"
                : "its process ended after the last call";
        seat.kernel = null;
        seat.lost = why;
        known.end(Ended.Cause.EXITED);
      } else if (starter.commands().endLast(session, KernelStarter.NAME) && seat.lost == null) {
        seat.lost = "the worker that held it is gone";
      }
      // What stands in the journal is a kernel that lives, or a loss that was not told.
      starter.commands().forget(session, KernelStarter.NAME);
      makeRoom(seat);
      seat.kernel = starter.start(session, node, place, run.settings());
      seat.shown = Terminal.kernel(run.call().id(), place.cwd(), Instant.now());
      sweepNowAndThen();
      return seat.kernel;
    }

    /** Why what earlier cells declared is gone, once; null when it is not. */
    @Nullable String lost() {
      String told = seat.lost;
      seat.lost = null;
      return told;
    }

    /** Numbers the session's cells. */
    int next() {
      return ++seat.cells;
    }

    /** Ends the kernel and forgets it; the caller tells. */
    @Nullable Ended end(Ended.Cause why) throws IOException, InterruptedException {
      Kernel known = seat.kernel;
      seat.kernel = null;
      seat.lost = null;
      if (known != null) {
        Ended ended = known.end(why);
        known.forget();
        return ended;
      }
      starter.commands().endLast(session, KernelStarter.NAME);
      starter.commands().forget(session, KernelStarter.NAME);
      return null;
    }

    @Override
    public void close() {
      seat.usedAt = System.nanoTime();
      seat.lock.unlock();
    }
  }

  @Override
  public boolean keeps(String place) {
    return place.equals(Terminal.KERNEL_PLACE);
  }

  /** Ends the session's kernel, or what a dead worker left of it, after the cells that wait. */
  @Override
  public boolean free(SessionId session, String place) throws IOException, InterruptedException {
    boolean had = holds(session);
    try (Turn turn = take(session)) {
      turn.end(Ended.Cause.EXITED);
    }
    return had;
  }

  /** The session's kernel in this worker, as people see it. */
  Optional<Terminal> shown(SessionId session) {
    Seat seat = seats.get(session);
    return seat == null || seat.kernel == null ? Optional.empty() : Optional.ofNullable(seat.shown);
  }

  private boolean holds(SessionId session) {
    Seat seat = seats.get(session);
    return seat != null && seat.kernel != null;
  }

  /** Whether it has one that takes cells. */
  boolean alive(SessionId session) {
    Seat seat = seats.get(session);
    Kernel kernel = seat == null ? null : seat.kernel;
    return kernel != null && kernel.alive();
  }

  /** Ends every kernel: the worker ends. */
  public void endAll() throws InterruptedException {
    for (Seat seat : List.copyOf(seats.values())) {
      Kernel kernel = seat.kernel;
      if (kernel != null) {
        quietly(kernel, Ended.Cause.WORKER_STOPPED);
      }
    }
  }

  /** How many processes there are. */
  int count() {
    return (int) seats.values().stream().filter(seat -> seat.kernel != null).count();
  }

  private void makeRoom(Seat mine) throws InterruptedException {
    List<Seat> others =
        seats.values().stream()
            .filter(seat -> seat != mine && seat.kernel != null)
            .sorted(Comparator.comparingLong(seat -> seat.usedAt - System.nanoTime()))
            .toList();
    int tooMany = others.size() - (MOST - 1);
    for (int i = 0; i < tooMany; i++) {
      leave(others.get(i), "it made room for other sessions' kernels");
    }
  }

  /** Ends the seat's kernel unless a cell runs in it. */
  private static void leave(Seat seat, String why) throws InterruptedException {
    if (!seat.lock.tryLock()) {
      return;
    }
    try {
      Kernel kernel = seat.kernel;
      if (kernel != null) {
        seat.kernel = null;
        seat.lost = why;
        quietly(kernel, Ended.Cause.EXITED);
      }
    } finally {
      seat.lock.unlock();
    }
  }

  private static void quietly(Kernel kernel, Ended.Cause why) throws InterruptedException {
    try {
      kernel.end(why);
    } catch (IOException e) {
      LOG.warn("cannot end a kernel", e);
    }
  }

  /** Looks now and then for kernels that nobody uses, as long as there are any. */
  private void sweepNowAndThen() {
    if (!sweeping.compareAndSet(false, true)) {
      return;
    }
    Thread.ofVirtual()
        .name("idle kernels")
        .start(() -> {
          try {
            while (count() > 0) {
              Thread.sleep(LOOK_EVERY);
              sweep(IDLE);
            }
          } catch (InterruptedException e) {
            LOG.debug("no longer looking for idle kernels");
          } finally {
            sweeping.set(false);
          }
        });
  }

  /** Ends what was not used for so long, and what ended by itself. */
  void sweep(Duration idle) throws InterruptedException {
    for (Seat seat : List.copyOf(seats.values())) {
      Kernel kernel = seat.kernel;
      if (kernel != null && !kernel.alive()) {
        leave(seat, "its process ended after the last call");
      } else if (System.nanoTime() - seat.usedAt > idle.toNanos()) {
        leave(seat, "nothing had used it for an hour");
      }
    }
  }
}
