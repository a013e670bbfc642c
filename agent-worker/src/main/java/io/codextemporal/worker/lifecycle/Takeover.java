package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles the affairs of workers of this home that died: ends each attempt they held, so that the
 * server gives it to a living one at once instead of after a timeout, and their sticky queues.
 *
 * <p>Each dead one is looked at twice, some seconds apart: what the server was still sending when
 * it died, or had not yet made visible, shows the second time. Then its files go. A living worker's
 * attempts are never touched: an attempt is named by its token or by its dead owner's identity. Not
 * thread-safe: one thread calls {@link #settle}.
 */
final class Takeover {
  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
  private static final long SECOND_LOOK_NANOS = 4_000_000_000L;

  private final WorkerFiles files;
  private final String machine;
  private final Affairs affairs;
  private final Map<String, Long> firstLooks = new HashMap<>();

  /** What the server can be told about a dead worker. */
  interface Affairs {
    /** Ends this attempt as failed through no fault of its own; whether it was still open. */
    boolean end(Attempt attempt, String identity);

    /** Tells the server that nobody listens on that queue any more. */
    void shutSticky(String stickyQueue, String identity);

    /** Finds and ends attempts that this identity holds; how many there were. */
    int endAllOf(String identity);

    /** The same in one session. What is being cancelled is ended as cancelled. */
    int endAllOf(String identity, String session);
  }

  Takeover(WorkerFiles files, String machine, Affairs affairs) {
    this.files = files;
    this.machine = machine;
    this.affairs = affairs;
  }

  /** Looks for dead workers and settles what is due; throws what the server answers. */
  void settle() {
    for (WorkerRecord dead : due(files.dead(), machine, firstLooks, System.nanoTime())) {
      Long before = firstLooks.putIfAbsent(dead.id(), System.nanoTime());
      int ended = before == null ? endHeld(dead) : 0;
      ended += affairs.endAllOf(dead.identity());
      LOG.info("worker {} is gone: {} of its tasks are free again", dead.identity(), ended);
      if (before != null) {
        files.forget(dead.id());
        firstLooks.remove(dead.id());
      }
    }
  }

  /** Pure: those of this machine not looked at yet, or long enough ago. */
  static List<WorkerRecord> due(
      List<WorkerRecord> dead, String machine, Map<String, Long> firstLooks, long now) {
    List<WorkerRecord> due = new ArrayList<>();
    for (WorkerRecord worker : dead) {
      Long first = firstLooks.get(worker.id());
      boolean again = first == null || now - first >= SECOND_LOOK_NANOS;
      if (worker.machine().equals(machine) && again) {
        due.add(worker);
      }
    }
    return due;
  }

  private int endHeld(WorkerRecord dead) {
    if (dead.now().stickyQueue() != null) {
      affairs.shutSticky(dead.now().stickyQueue(), dead.identity());
    }
    List<Attempt> left = AttemptFile.left(files.attempts(dead.id()));
    int ended = 0;
    for (String session : sessions(left)) {
      ended += affairs.endAllOf(dead.identity(), session);
    }
    for (Attempt attempt : left) {
      ended += affairs.end(attempt, dead.identity()) ? 1 : 0;
    }
    return ended;
  }

  private static List<String> sessions(List<Attempt> attempts) {
    return attempts.stream()
        .filter(attempt -> !attempt.isWorkflowTask())
        .map(Attempt::workflowId)
        .distinct()
        .toList();
  }
}
