package io.codextemporal.tui.session;

import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.tui.session.HistoryWatch.News;
import io.codextemporal.tui.session.SessionFailure.Kind;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one session: every event after a watermark, in order and once, as soon as a question can
 * tell it, and streamed text beside it where that is wanted.
 *
 * <p>Waits in a history long poll, asks one question when that poll tells that the session moved,
 * and, while it works, one every two seconds to be safe. An idle session costs a request in twenty
 * seconds. Never cancels a request: closing lets those under way end. {@link #next} is for one
 * thread; {@link #tell} for any.
 */
public final class EventFollower implements AutoCloseable {
  private static final Duration NEVER = Duration.ofDays(10_000);
  private static final Duration SAFETY = Duration.ofSeconds(2);
  private static final Duration WORKING_PACE = Duration.ofMillis(100);
  private static final int PAGE_BYTES = 400_000;

  /** So many moves in a row are each heard at once; of a turn with more, ever fewer are. */
  private static final int PROMPT_MOVES = 4;

  private static final Duration MOVE_PACE = Duration.ofMillis(4);
  private static final Duration SLOWEST_MOVES = Duration.ofMillis(40);

  private final SessionClient client;
  private final SessionId session;
  private final LinkedBlockingQueue<Update> updates = new LinkedBlockingQueue<>();
  private final Object lock = new Object();
  private long after;
  private long askAt;
  private boolean working = true;
  private boolean ended;
  private volatile boolean closed;

  /**
   * Begins to follow.
   *
   * @param after the last event that is known already
   * @param streams whether streamed text is wanted
   * @param fresh whether the session was started just now: it is not asked before it has moved
   */
  public static EventFollower start(
      SessionClient client, SessionId session, long after, boolean streams, boolean fresh) {
    EventFollower follower = new EventFollower(client, session, after, fresh);
    follower.thread("history", follower::watch);
    follower.thread("events", follower::ask);
    if (streams) {
      follower.thread("beats", follower::beats);
    }
    return follower;
  }

  private EventFollower(SessionClient client, SessionId session, long after, boolean fresh) {
    this.client = client;
    this.session = session;
    this.after = after;
    this.askAt = System.nanoTime() + (fresh ? SAFETY.toNanos() : 0);
  }

  private void thread(String name, Runnable work) {
    Thread.ofPlatform().daemon().name("follow-" + name).start(work);
  }

  /** The next update, in order; empty when none came in time. */
  public Optional<Update> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(updates.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Puts in an update of the caller's own. */
  public void tell(Update update) {
    updates.add(update);
  }

  @Override
  public void close() {
    closed = true;
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  private void watch() {
    HistoryWatch history = new HistoryWatch(client.connection(), session);
    News news = News.NONE;
    int moves = 0;
    while (!closed && news != News.ENDED) {
      try {
        news = history.next();
        moved(news);
        moves = news == News.MOVED ? moves + 1 : news == News.RESTS ? 0 : moves;
        pause(restraint(moves));
      } catch (SessionFailure | StatusRuntimeException e) {
        updates.add(new Update.Note(String.valueOf(e.getMessage())));
        pause(SAFETY);
      } catch (RejectedExecutionException e) {
        return; // The line is down for good: this client leaves.
      }
    }
  }

  /** Every poll costs server and worker time that the turn itself could use. */
  private static Duration restraint(int moves) {
    Duration pace = MOVE_PACE.multipliedBy(Math.max(0, moves - PROMPT_MOVES));
    return pace.compareTo(SLOWEST_MOVES) > 0 ? SLOWEST_MOVES : pace;
  }

  private void moved(News news) {
    synchronized (lock) {
      long now = System.nanoTime();
      switch (news) {
        case NONE -> {}
        case MOVED -> {
          working = true;
          askAt = Math.min(askAt, now + WORKING_PACE.toNanos());
        }
        case RESTS -> askAt = now;
        case ENDED -> {
          ended = true;
          askAt = now;
        }
      }
      lock.notifyAll();
    }
  }

  /** Waits for the time to ask; tells whether the session has ended by then. */
  private boolean awaitTurn() throws InterruptedException {
    synchronized (lock) {
      long wait = askAt - System.nanoTime();
      while (wait > 0 && !closed) {
        TimeUnit.NANOSECONDS.timedWait(lock, wait);
        wait = askAt - System.nanoTime();
      }
      askAt = System.nanoTime() + NEVER.toNanos();
      return ended;
    }
  }

  private void ask() {
    try {
      while (!closed) {
        boolean last = awaitTurn();
        if (!closed) {
          askOnce(last);
        }
        if (last) {
          updates.add(new Update.Closed());
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askOnce(boolean last) {
    try {
      boolean more = true;
      while (more && !closed) {
        EventPage page = client.events(session, new EventQuery(after, PAGE_BYTES));
        more = page.more();
        after = Math.max(after, page.next());
        stands(page.status().state());
        updates.add(new Update.Events(page.events(), page.status(), more));
      }
    } catch (SessionFailure e) {
      if (e.kind() == Kind.NO_WORKER) {
        updates.add(new Update.NoWorker());
      } else if (e.kind() != Kind.NO_SERVER && !last) {
        updates.add(new Update.Note(String.valueOf(e.getMessage())));
      }
      askAgain();
    }
  }

  private void stands(SessionState state) {
    synchronized (lock) {
      working = state == SessionState.WORKING || state == SessionState.UNKNOWN;
      if (working) {
        askAt = Math.min(askAt, System.nanoTime() + SAFETY.toNanos());
      }
      lock.notifyAll();
    }
  }

  private void askAgain() {
    synchronized (lock) {
      askAt = Math.min(askAt, System.nanoTime() + SAFETY.toNanos() / 4);
    }
  }

  private void beats() {
    List<StreamBeat> known = List.of();
    Duration pace = BeatPace.STEADY;
    while (!closed && awaitWork()) {
      // What has only just begun has nothing to show yet.
      pause(pace);
      Description now = describe();
      if (now != null && !now.beats().equals(known)) {
        known = now.beats();
        updates.add(new Update.Beats(known));
      }
      pace = now == null ? SAFETY : BeatPace.until(now.beatAt(), Instant.now());
    }
  }

  private @Nullable Description describe() {
    try {
      return client.describe(session);
    } catch (SessionFailure e) {
      return null;
    }
  }

  private boolean awaitWork() {
    synchronized (lock) {
      try {
        while (!working && !closed && !ended) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      return !ended && !closed;
    }
  }

  private void pause(Duration time) {
    synchronized (lock) {
      try {
        long until = System.nanoTime() + time.toNanos();
        while (!closed && until - System.nanoTime() > 0) {
          TimeUnit.NANOSECONDS.timedWait(lock, until - System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
