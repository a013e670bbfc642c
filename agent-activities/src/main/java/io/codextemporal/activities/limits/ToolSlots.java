package io.codextemporal.activities.limits;

import io.codextemporal.protocol.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many tools run at once in this worker. Whoever waits is served by session, one call each in
 * turn: a session with a hundred calls does not hold up one with a single call. Thread-safe.
 */
public final class ToolSlots {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<SessionId, Deque<Waiter>> waiting = new LinkedHashMap<>();
  private int free;

  /**
   * @param count at least 1
   */
  public ToolSlots(int count) {
    this.free = count;
  }

  /** Waits for a slot; close it to give it back. */
  public Slot take(SessionId session) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (free > 0 && waiting.isEmpty()) {
        free--;
        return this::giveBack;
      }
      Waiter waiter = new Waiter(lock.newCondition());
      waiting.computeIfAbsent(session, id -> new ArrayDeque<>()).add(waiter);
      hand();
      try {
        while (!waiter.served) {
          waiter.condition.await();
        }
      } catch (InterruptedException e) {
        if (waiter.served) {
          free++;
          hand();
        } else {
          leave(session, waiter);
        }
        throw e;
      }
      return this::giveBack;
    } finally {
      lock.unlock();
    }
  }

  /** A running tool's place. */
  @FunctionalInterface
  public interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  private void giveBack() {
    lock.lock();
    try {
      free++;
      hand();
    } finally {
      lock.unlock();
    }
  }

  /** The session served goes to the end of the line. */
  private void hand() {
    while (free > 0 && !waiting.isEmpty()) {
      Map.Entry<SessionId, Deque<Waiter>> first = waiting.entrySet().iterator().next();
      SessionId session = first.getKey();
      Deque<Waiter> calls = first.getValue();
      waiting.remove(session);
      Waiter next = calls.remove();
      if (!calls.isEmpty()) {
        waiting.put(session, calls);
      }
      free--;
      next.served = true;
      next.condition.signal();
    }
  }

  private void leave(SessionId session, Waiter waiter) {
    Deque<Waiter> calls = waiting.get(session);
    if (calls != null) {
      calls.remove(waiter);
      if (calls.isEmpty()) {
        waiting.remove(session);
      }
    }
  }

  private static final class Waiter {
    private final Condition condition;
    private boolean served;

    private Waiter(Condition condition) {
      this.condition = condition;
    }
  }
}
