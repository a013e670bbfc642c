package io.codextemporal.activities.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wrappers that were started ahead and wait for a command, so that a command need not wait for
 * three programs to load. There are none before the first command, nor when there was none for a
 * while. Each ends by itself when this process does: what it waits at is a pipe. Thread-safe.
 */
final class Spares {
  private static final Logger LOG = LoggerFactory.getLogger(Spares.class);

  private final int wanted;
  private final Duration kept;
  private final Callable<Spare> maker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition used = lock.newCondition();
  private final Deque<Spare> ready = new ArrayDeque<>();
  private boolean minded;

  /**
   * @param process waits for its {@link StartScript}
   * @param mark is in its environment
   */
  record Spare(Process process, String mark) {}

  /**
   * @param wanted how many
   * @param kept how long they wait for a command
   */
  Spares(int wanted, Duration kept, Callable<Spare> maker) {
    this.wanted = wanted;
    this.kept = kept;
    this.maker = maker;
  }

  /** One that lives, if there is one by now. It is replaced when {@link #refill} is called. */
  Optional<Spare> take() {
    lock.lock();
    try {
      Spare spare = ready.poll();
      while (spare != null && !spare.process().isAlive()) {
        spare = ready.poll();
      }
      if (spare == null) {
        refill();
      }
      return Optional.ofNullable(spare);
    } finally {
      lock.unlock();
    }
  }

  /** Makes what is lacking, on another thread: call it when nothing waits for this process. */
  void refill() {
    lock.lock();
    try {
      used.signal();
      if (!minded && wanted > 0) {
        minded = true;
        Thread.ofVirtual().name("wrappers ahead").start(this::mind);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes them as they are taken, until none was taken for long. */
  private void mind() {
    try {
      do {
        while (lacking()) {
          add(maker.call());
        }
      } while (takenWithin(kept));
    } catch (Exception e) {
      LOG.warn("No wrapper could be started ahead: {}", e.toString());
    } finally {
      end();
    }
  }

  private boolean lacking() {
    lock.lock();
    try {
      return ready.size() < wanted;
    } finally {
      lock.unlock();
    }
  }

  private void add(Spare spare) {
    lock.lock();
    try {
      ready.add(spare);
    } finally {
      lock.unlock();
    }
  }

  private boolean takenWithin(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (ready.size() >= wanted && left > 0) {
        left = used.awaitNanos(left);
      }
      return ready.size() < wanted;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      minded = false;
      ready.forEach(spare -> spare.process().destroy());
      ready.clear();
    } finally {
      lock.unlock();
    }
  }
}
