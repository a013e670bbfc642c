package io.codextemporal.activities.heartbeat;

import com.fasterxml.jackson.annotation.JsonValue;
import io.codextemporal.protocol.StreamBeat;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One running activity's heartbeat.
 *
 * <p>A virtual thread of its own sends, so that a slow server never slows the work. When the server
 * says that the activity must end, {@link #stop} says why and the activity's thread is interrupted,
 * never after {@link #close}. Thread-safe; {@code close} belongs to the activity's thread.
 */
public final class Beat implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TailBuffer tails = new TailBuffer();
  private final Thread activity = Thread.currentThread();
  private final Consumer<Object> server;
  private final StreamBeat identity;
  private final IntSupplier roomBytes;
  private final Runnable onClose;
  private int failures;
  private @Nullable String failure;
  private boolean dirty;
  private boolean closed;
  private boolean interrupted;
  private Stop stop = Stop.NONE;
  private @Nullable ActivityCompletionException cause;

  Beat(Consumer<Object> server, StreamBeat identity, IntSupplier roomBytes, Runnable onClose) {
    this.server = server;
    this.identity = identity;
    this.failures = identity.failures();
    this.failure = identity.failure();
    this.roomBytes = roomBytes;
    this.onClose = onClose;
  }

  /** Adds text to a channel ({@link StreamBeat.Tail}); returns at once. */
  public void append(String channel, String item, String text) {
    lock.lock();
    try {
      tails.append(channel, item, text);
      dirty = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often the work failed before, this attempt's {@link #countFailure} included. */
  public int failures() {
    lock.lock();
    try {
      return failures;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts a failure and tells the server at once, so that the next attempt knows it, and who
   * looks.
   *
   * @param why a sentence
   */
  public void countFailure(String why) {
    lock.lock();
    try {
      failures++;
      failure = why;
    } finally {
      lock.unlock();
    }
    send();
  }

  /** Why the activity must end, as far as is known. */
  public Stop stop() {
    lock.lock();
    try {
      return stop;
    } finally {
      lock.unlock();
    }
  }

  /** The exception to end the activity with when it was cancelled or lost. */
  public Optional<ActivityCompletionException> cause() {
    lock.lock();
    try {
      return Optional.ofNullable(cause);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the beat and clears an interrupt of its making; no interrupt comes after it. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (interrupted && Thread.currentThread() == activity) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
    onClose.run();
  }

  /** What the beat says now: the SDK serialises it when it sends. */
  @JsonValue
  public StreamBeat now() {
    lock.lock();
    try {
      return new StreamBeat(
          identity.subject(),
          identity.turn(),
          identity.call(),
          failures,
          failure,
          tails.tails(roomBytes.getAsInt()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends until closed or stopped.
   *
   * @param first when to send the first beat; work that ends before never needs one
   * @param every least time between two beats
   * @param quiet most time between two beats, also when nothing changed: how soon a cancel is known
   */
  void run(Duration first, Duration every, Duration quiet) throws InterruptedException {
    boolean goesOn = pause(first);
    while (goesOn) {
      send();
      goesOn = pause(every) && awaitChange(quiet.minus(every));
    }
  }

  private boolean pause(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (left > 0 && goesOn()) {
        left = changed.awaitNanos(left);
      }
      return goesOn();
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitChange(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (left > 0 && goesOn() && !dirty) {
        left = changed.awaitNanos(left);
      }
      return goesOn();
    } finally {
      lock.unlock();
    }
  }

  private boolean goesOn() {
    return !closed && stop == Stop.NONE;
  }

  private void send() {
    lock.lock();
    try {
      if (!goesOn()) {
        return;
      }
      dirty = false;
    } finally {
      lock.unlock();
    }
    try {
      server.accept(this);
    } catch (ActivityCanceledException e) {
      end(e.getCause() instanceof TimeoutFailure ? Stop.LOST : Stop.CANCELLED, e);
    } catch (ActivityWorkerShutdownException e) {
      end(Stop.WORKER_STOPPING, e);
    } catch (ActivityCompletionException e) {
      end(Stop.LOST, e);
    } catch (RuntimeException e) {
      Heartbeats.LOG.warn("A heartbeat of {} failed", identity.subject(), e);
    }
  }

  private void end(Stop why, ActivityCompletionException said) {
    lock.lock();
    try {
      if (closed || stop != Stop.NONE) {
        return;
      }
      stop = why;
      cause = said;
      if (why != Stop.WORKER_STOPPING && Thread.currentThread() != activity) {
        interrupted = true;
        activity.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
