package io.codextemporal.worker.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.codextemporal.protocol.MessageNames;
import io.temporal.api.command.v1.Command;
import io.temporal.api.command.v1.ScheduleActivityTaskCommandAttributes;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.ActivityTaskStartedEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.MarkerRecordedEventAttributes;
import io.temporal.api.history.v1.TimerCanceledEventAttributes;
import io.temporal.api.history.v1.TimerStartedEventAttributes;
import io.temporal.api.history.v1.UpsertWorkflowSearchAttributesEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionSignaledEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.history.v1.WorkflowPropertiesModifiedEventAttributes;
import io.temporal.api.history.v1.WorkflowTaskCompletedEventAttributes;
import io.temporal.api.history.v1.WorkflowTaskScheduledEventAttributes;
import io.temporal.api.history.v1.WorkflowTaskStartedEventAttributes;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The history of the one session of a {@link RehearsalServer}: grows by what the worker answers.
 * Understands what a plain turn needs and nothing more. Guarded by its server.
 */
public final class RehearsedHistory {
  private final String session;
  private final Payloads query;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final Deque<PollActivityTaskQueueResponse> activities = new ArrayDeque<>();
  private final Map<ByteString, Long> scheduled = new HashMap<>();
  private long completed;
  private boolean decide = true;
  private boolean ask;

  /** A session that was started with {@code input} and sent {@code op}. */
  public RehearsedHistory(
      String session, String queue, Payloads input, Payloads op, Payloads query) {
    this.session = session;
    this.query = query;
    add(
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
        event ->
            event.setWorkflowExecutionStartedEventAttributes(
                WorkflowExecutionStartedEventAttributes.newBuilder()
                    .setWorkflowType(type())
                    .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                    .setInput(input)
                    .setWorkflowId(session)
                    .setOriginalExecutionRunId("run")
                    .setFirstExecutionRunId("run")
                    .setWorkflowTaskTimeout(Durations.fromSeconds(60))
                    .setAttempt(1)));
    add(
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
        event ->
            event.setWorkflowExecutionSignaledEventAttributes(
                WorkflowExecutionSignaledEventAttributes.newBuilder()
                    .setSignalName(MessageNames.SIGNAL_OP)
                    .setInput(op)));
  }

  boolean hasWorkflowTask() {
    return decide || ask;
  }

  boolean hasActivityTask() {
    return !activities.isEmpty();
  }

  PollActivityTaskQueueResponse activityTask() {
    return activities.remove();
  }

  /** The next step with all of the history; the query when there is no step left. */
  PollWorkflowTaskQueueResponse workflowTask(ByteString token) {
    PollWorkflowTaskQueueResponse.Builder task =
        PollWorkflowTaskQueueResponse.newBuilder()
            .setTaskToken(token)
            .setWorkflowExecution(execution())
            .setWorkflowType(type())
            .setAttempt(1)
            .setPreviousStartedEventId(completed == 0 ? 0 : completed - 1);
    if (decide) {
      add(
          EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
          event ->
              event.setWorkflowTaskScheduledEventAttributes(
                  WorkflowTaskScheduledEventAttributes.newBuilder().setAttempt(1)));
      add(
          EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
          event ->
              event.setWorkflowTaskStartedEventAttributes(
                  WorkflowTaskStartedEventAttributes.newBuilder()
                      .setScheduledEventId(events.size())));
      task.setStartedEventId(events.size());
    } else {
      ask = false;
      task.setQuery(
          WorkflowQuery.newBuilder().setQueryType(MessageNames.QUERY_EVENTS).setQueryArgs(query));
    }
    decide = false;
    return task.setHistory(History.newBuilder().addAllEvents(events)).build();
  }

  void decided(List<Command> commands) {
    long started = events.size();
    add(
        EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
        event ->
            event.setWorkflowTaskCompletedEventAttributes(
                WorkflowTaskCompletedEventAttributes.newBuilder()
                    .setScheduledEventId(started - 1)
                    .setStartedEventId(started)));
    completed = events.size();
    commands.forEach(this::carryOut);
    ask = activities.isEmpty() && scheduled.isEmpty();
  }

  void worked(ByteString token, Payloads result) {
    Long id = scheduled.remove(token);
    if (id == null) {
      return;
    }
    add(
        EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED,
        event ->
            event.setActivityTaskStartedEventAttributes(
                ActivityTaskStartedEventAttributes.newBuilder()
                    .setScheduledEventId(id)
                    .setAttempt(1)));
    add(
        EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
        event ->
            event.setActivityTaskCompletedEventAttributes(
                ActivityTaskCompletedEventAttributes.newBuilder()
                    .setScheduledEventId(id)
                    .setStartedEventId(events.size())
                    .setResult(result)));
    decide = true;
  }

  private void carryOut(Command command) {
    switch (command.getCommandType()) {
      case COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK ->
          schedule(command.getScheduleActivityTaskCommandAttributes());
      case COMMAND_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES ->
          add(
              EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
              event ->
                  event.setUpsertWorkflowSearchAttributesEventAttributes(
                      UpsertWorkflowSearchAttributesEventAttributes.newBuilder()
                          .setWorkflowTaskCompletedEventId(completed)
                          .setSearchAttributes(
                              command
                                  .getUpsertWorkflowSearchAttributesCommandAttributes()
                                  .getSearchAttributes())));
      case COMMAND_TYPE_MODIFY_WORKFLOW_PROPERTIES ->
          add(
              EventType.EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED,
              event ->
                  event.setWorkflowPropertiesModifiedEventAttributes(
                      WorkflowPropertiesModifiedEventAttributes.newBuilder()
                          .setWorkflowTaskCompletedEventId(completed)
                          .setUpsertedMemo(
                              command
                                  .getModifyWorkflowPropertiesCommandAttributes()
                                  .getUpsertedMemo())));
      case COMMAND_TYPE_RECORD_MARKER ->
          add(
              EventType.EVENT_TYPE_MARKER_RECORDED,
              event ->
                  event.setMarkerRecordedEventAttributes(
                      MarkerRecordedEventAttributes.newBuilder()
                          .setWorkflowTaskCompletedEventId(completed)
                          .setMarkerName(command.getRecordMarkerCommandAttributes().getMarkerName())
                          .putAllDetails(
                              command.getRecordMarkerCommandAttributes().getDetailsMap())));
      case COMMAND_TYPE_START_TIMER ->
          add(
              EventType.EVENT_TYPE_TIMER_STARTED,
              event ->
                  event.setTimerStartedEventAttributes(
                      TimerStartedEventAttributes.newBuilder()
                          .setWorkflowTaskCompletedEventId(completed)
                          .setTimerId(command.getStartTimerCommandAttributes().getTimerId())
                          .setStartToFireTimeout(
                              command.getStartTimerCommandAttributes().getStartToFireTimeout())));
      case COMMAND_TYPE_CANCEL_TIMER -> cancelTimer(command);
      default -> {}
    }
  }

  private void cancelTimer(Command command) {
    String timer = command.getCancelTimerCommandAttributes().getTimerId();
    long started =
        events.stream()
            .filter(event -> event.getTimerStartedEventAttributes().getTimerId().equals(timer))
            .mapToLong(HistoryEvent::getEventId)
            .findFirst()
            .orElse(0);
    add(
        EventType.EVENT_TYPE_TIMER_CANCELED,
        event ->
            event.setTimerCanceledEventAttributes(
                TimerCanceledEventAttributes.newBuilder()
                    .setTimerId(timer)
                    .setStartedEventId(started)
                    .setWorkflowTaskCompletedEventId(completed)));
  }

  private void schedule(ScheduleActivityTaskCommandAttributes wanted) {
    add(
        EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
        event ->
            event.setActivityTaskScheduledEventAttributes(
                ActivityTaskScheduledEventAttributes.newBuilder()
                    .setActivityId(wanted.getActivityId())
                    .setActivityType(wanted.getActivityType())
                    .setTaskQueue(wanted.getTaskQueue())
                    .setInput(wanted.getInput())
                    .setWorkflowTaskCompletedEventId(completed)));
    ByteString token = ByteString.copyFromUtf8(wanted.getActivityId());
    scheduled.put(token, (long) events.size());
    activities.add(
        PollActivityTaskQueueResponse.newBuilder()
            .setTaskToken(token)
            .setWorkflowNamespace("default")
            .setWorkflowExecution(execution())
            .setWorkflowType(type())
            .setActivityId(wanted.getActivityId())
            .setActivityType(wanted.getActivityType())
            .setInput(wanted.getInput())
            .setAttempt(1)
            .setScheduledTime(Timestamps.now())
            .setCurrentAttemptScheduledTime(Timestamps.now())
            .setStartedTime(Timestamps.now())
            .setStartToCloseTimeout(wanted.getStartToCloseTimeout())
            .setHeartbeatTimeout(wanted.getHeartbeatTimeout())
            .build());
  }

  private void add(EventType type, java.util.function.Consumer<HistoryEvent.Builder> fill) {
    HistoryEvent.Builder event =
        HistoryEvent.newBuilder()
            .setEventId(events.size() + 1)
            .setEventTime(Timestamps.now())
            .setEventType(type);
    fill.accept(event);
    events.add(event.build());
  }

  private WorkflowExecution execution() {
    return WorkflowExecution.newBuilder().setWorkflowId(session).setRunId("run").build();
  }

  private static WorkflowType type() {
    return WorkflowType.newBuilder().setName(MessageNames.WORKFLOW_TYPE).build();
  }
}
