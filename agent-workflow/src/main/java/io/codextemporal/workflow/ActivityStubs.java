package io.codextemporal.workflow;

import io.codextemporal.activity.ContextActivities;
import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.FileActivities;
import io.codextemporal.activity.ModelActivities;
import io.codextemporal.activity.PageActivities;
import io.codextemporal.activity.PlaceActivities;
import io.codextemporal.activity.TerminalActivities;
import io.codextemporal.activity.ToolActivities;
import io.codextemporal.tool.RetryClass;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Every timeout and retry of a session's activities, in one place.
 *
 * <p>No schedule-to-start and no schedule-to-close timeout: work waits for a worker as long as it
 * takes, unless it is one worker's alone. A dead worker is noticed by its successor, which ends its
 * attempts; the heartbeat timeout is for a worker that hangs or whose machine is gone.
 */
final class ActivityStubs {
  /** How long a cancelled call may take to kill what it runs, before the turn goes on without. */
  static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  /** How long what only one worker can do waits for that worker. */
  private static final Duration OWNER_PATIENCE = Duration.ofSeconds(3);

  private static final Duration HEARTBEAT = Duration.ofSeconds(60);
  private static final Duration FIRST_RETRY = Duration.ofMillis(10);
  private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);

  /** Worker deaths count as attempts; a fault of ours that comes each time ends after an hour. */
  private static final int MANY = 100;

  private static final int FEW = 3;

  private final ModelActivities model =
      Workflow.newActivityStub(
          ModelActivities.class,
          options(Duration.ofHours(2), MANY)
              .setHeartbeatTimeout(HEARTBEAT)
              .setCancellationType(ActivityCancellationType.TRY_CANCEL)
              .build());

  /** A tool keeps its own, shorter time; this bound is for one that lost it. */
  private final ToolActivities effects =
      Workflow.newActivityStub(
          ToolActivities.class,
          options(Duration.ofHours(24), MANY)
              .setHeartbeatTimeout(HEARTBEAT)
              .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
              .build());

  private final ToolActivities repeatable =
      Workflow.newActivityStub(
          ToolActivities.class,
          options(Duration.ofHours(1), FEW)
              .setHeartbeatTimeout(HEARTBEAT)
              .setCancellationType(ActivityCancellationType.TRY_CANCEL)
              .build());

  private final ContextActivities context =
      Workflow.newActivityStub(
          ContextActivities.class, options(Duration.ofMinutes(1), MANY).build());

  private final FileActivities files =
      Workflow.newActivityStub(FileActivities.class, options(Duration.ofMinutes(1), FEW).build());

  private final PageActivities pages =
      Workflow.newActivityStub(PageActivities.class, options(Duration.ofMinutes(1), MANY).build());

  private final TerminalActivities terminals =
      Workflow.newActivityStub(
          TerminalActivities.class,
          options(Duration.ofDays(30), MANY).setHeartbeatTimeout(HEARTBEAT).build());

  private final PlaceActivities places =
      Workflow.newActivityStub(PlaceActivities.class, options(Duration.ofMinutes(1), MANY).build());

  ModelActivities model() {
    return model;
  }

  ToolActivities tools(RetryClass retryClass) {
    return switch (retryClass) {
      case EFFECTS, IN_LOOP -> effects;
      case READ_ONLY, IDEMPOTENT -> repeatable;
    };
  }

  /** The tools of one worker alone. That it is gone is learnt soon; then any other is asked. */
  ToolActivities toolsOf(String queue) {
    return Workflow.newActivityStub(
        ToolActivities.class,
        owned(queue, Duration.ofHours(24))
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .build());
  }

  /** By any worker: it finds out what became of the owner. */
  TerminalActivities terminals() {
    return terminals;
  }

  /** By the one that holds it; how long it lasts is not known. */
  TerminalActivities terminalsOf(String queue) {
    return Workflow.newActivityStub(
        TerminalActivities.class, owned(queue, Duration.ofDays(30)).build());
  }

  PlaceActivities places() {
    return places;
  }

  PlaceActivities placesOf(String queue) {
    return Workflow.newActivityStub(
        PlaceActivities.class, owned(queue, Duration.ofMinutes(1)).build());
  }

  ContextActivities context() {
    return context;
  }

  FileActivities files() {
    return files;
  }

  PageActivities pages() {
    return pages;
  }

  private static ActivityOptions.Builder owned(String queue, Duration startToClose) {
    return options(startToClose, 1)
        .setTaskQueue(queue)
        .setScheduleToStartTimeout(OWNER_PATIENCE)
        .setHeartbeatTimeout(HEARTBEAT);
  }

  private static ActivityOptions.Builder options(Duration startToClose, int attempts) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(startToClose)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(FIRST_RETRY)
                .setMaximumInterval(SLOWEST_RETRY)
                .setMaximumAttempts(attempts)
                .setDoNotRetry(FailureType.FATAL, FailureType.UNREADABLE, FailureType.ELSEWHERE)
                .build());
  }
}
