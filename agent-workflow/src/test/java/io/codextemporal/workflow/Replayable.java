package io.codextemporal.workflow;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;

/** What of a history a replay can judge. */
final class Replayable {
  /**
   * The history up to the last workflow task that was answered, with what it led to, where the run
   * was terminated: the SDK's replayer refuses the event that says so, and a task begun and never
   * answered holds nothing to compare with.
   */
  static WorkflowExecutionHistory part(WorkflowExecutionHistory history) {
    List<HistoryEvent> events = history.getHistory().getEventsList();
    if (events.getLast().getEventType() != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED) {
      return history;
    }
    int begun = last(events, EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);
    boolean answered = begun < last(events, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
    int end = answered ? events.size() - 1 : begun;
    return new WorkflowExecutionHistory(
        History.newBuilder().addAllEvents(events.subList(0, end)).build(),
        history.getWorkflowExecution().getWorkflowId());
  }

  private static int last(List<HistoryEvent> events, EventType type) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).getEventType() == type) {
        return i;
      }
    }
    return -1;
  }

  private Replayable() {}
}
