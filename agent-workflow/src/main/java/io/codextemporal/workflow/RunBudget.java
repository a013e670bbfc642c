package io.codextemporal.workflow;

import io.codextemporal.protocol.RunSize;
import io.codextemporal.protocol.SessionLimits;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/**
 * How large this run's history is and may become.
 *
 * <p>What was brought over at the run's begin does not count. A run younger than a second goes on
 * to twice the limit: the server would hold its successor back until that second is over.
 */
final class RunBudget {
  private static final long SHORTEST_RUN_MILLIS = 1_000;

  /** Far below what the server allows (51,200 events, 50 MB): then nothing is waited for. */
  private static final long HARD_EVENTS = 40_000;

  private static final long HARD_BYTES = 40_000_000;

  private final SessionLimits limits;
  private final Totals before;
  private long ownEvents;
  private long ownBytes;

  RunBudget(SessionLimits limits, Totals before) {
    this.limits = limits;
    this.before = before;
  }

  /** Counts from here: what the run has so far it needed to begin. */
  void start() {
    ownEvents = Workflow.getInfo().getHistoryLength();
    ownBytes = Workflow.getInfo().getHistorySize();
  }

  boolean spent() {
    WorkflowInfo info = Workflow.getInfo();
    double share =
        Math.max(
            (double) (info.getHistoryLength() - ownEvents) / limits.continueAsNewEvents(),
            (double) (info.getHistorySize() - ownBytes) / limits.continueAsNewBytes());
    long age = Workflow.currentTimeMillis() - info.getRunStartedTimestampMillis();
    return share >= 2 || share >= 1 && age >= SHORTEST_RUN_MILLIS;
  }

  /** Whether the run must end now, whatever still runs in it. */
  boolean exhausted() {
    WorkflowInfo info = Workflow.getInfo();
    return info.getHistoryLength() > HARD_EVENTS || info.getHistorySize() > HARD_BYTES;
  }

  RunSize size() {
    WorkflowInfo info = Workflow.getInfo();
    long events = info.getHistoryLength();
    long bytes = info.getHistorySize();
    return new RunSize(
        events, bytes, before.continued(), before.events() + events, before.bytes() + bytes);
  }

  Totals carry() {
    RunSize size = size();
    return new Totals(before.continued() + 1, size.totalEvents(), size.totalBytes());
  }

  /** All runs before this one together. */
  record Totals(int continued, long events, long bytes) {
    static final Totals NONE = new Totals(0, 0, 0);
  }
}
