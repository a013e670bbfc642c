package io.codextemporal.worker.lifecycle;

import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;

/** Every setting of the SDK's workers, each with its reason. */
final class WorkerTuning {
  /**
   * Sessions held in memory; an idle one costs about 65 kB, one that is not held a short replay.
   */
  private static final int CACHED_SESSIONS = 400;

  /** A held session keeps a blocked thread or some; virtual ones cost next to nothing. */
  private static final int SESSION_THREADS = 20_000;

  /** Activities wait more than they work; what is heavy limits itself. */
  private static final int ACTIVITIES = 256;

  /** Commands left running, each watched by an activity. */
  private static final int WAITING = 10_000;

  static WorkerFactoryOptions factory(WorkerInterceptors interceptors) {
    return WorkerFactoryOptions.newBuilder()
        .setWorkflowCacheSize(CACHED_SESSIONS)
        .setMaxWorkflowThreadCount(SESSION_THREADS)
        .setUsingVirtualWorkflowThreads(true)
        // How soon a drain notices that nothing runs any more.
        .setShutdownCheckInterval(Duration.ofMillis(50))
        .setWorkerInterceptors(interceptors)
        .build();
  }

  /** For the machine's queue; {@code beat} as {@link WorkerSettings} says. */
  static WorkerOptions worker(String identity, Duration beat) {
    return options(identity, beat).build();
  }

  /** For the queue of this worker alone: what waits there, for days, is nearly free. */
  static WorkerOptions own(String identity, Duration beat) {
    return options(identity, beat).setMaxConcurrentActivityExecutionSize(WAITING).build();
  }

  private static WorkerOptions.Builder options(String identity, Duration beat) {
    return WorkerOptions.newBuilder()
        .setIdentity(identity)
        .setUsingVirtualThreads(true)
        .setMaxConcurrentActivityExecutionSize(ACTIVITIES)
        .setMaxConcurrentWorkflowTaskPollers(2)
        .setMaxConcurrentActivityTaskPollers(4)
        // Streamed text is seen this late at most; the default shows nothing for 30 s.
        .setMaxHeartbeatThrottleInterval(beat)
        .setDefaultHeartbeatThrottleInterval(beat)
        // A killed worker's sessions move on after this where nobody shuts its sticky queue.
        .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(1))
        // Just below the workflow task timeout of 3 s: a stuck session is named, not timed out.
        .setDefaultDeadlockDetectionTimeout(2_800)
        // Else a drain would fail running activities at their next beat and burn an attempt.
        .setAllowActivityHeartbeatDuringShutdown(true);
  }

  private WorkerTuning() {}
}
