package io.codextemporal.tui.session;

import com.google.protobuf.ByteString;
import io.codextemporal.protocol.SessionId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.serviceclient.MetricsTag;
import java.time.Duration;
import java.util.List;

/**
 * Learns from one long poll on the session's history that something happened, at no cost of
 * history. Survives restarts of server and workers and follows the session from run to run. Used by
 * one thread.
 */
final class HistoryWatch {
  /** What a batch of history means for who wants to know how the session stands. */
  enum News {
    /** Nothing that a question could tell yet. */
    NONE,
    /** The session moved and works on. */
    MOVED,
    /** The session moved and does nothing for now: a turn may have ended, a question be open. */
    RESTS,
    /** The last run has ended. */
    ENDED
  }

  /** The server answers a long poll within 20 s, also when nothing happened. */
  private static final Duration BOUND = Duration.ofSeconds(40);

  private final Connection connection;
  private final SessionId session;
  private ByteString token = ByteString.EMPTY;

  HistoryWatch(Connection connection, SessionId session) {
    this.connection = connection;
    this.session = session;
  }

  /** Blocks until there is news or the server's patience is over. */
  News next() {
    GetWorkflowExecutionHistoryRequest request =
        GetWorkflowExecutionHistoryRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setExecution(SessionClient.execution(session))
            .setWaitNewEvent(true)
            .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
            .setNextPageToken(token)
            .build();
    GetWorkflowExecutionHistoryResponse answer;
    try {
      answer =
          connection.call(
              BOUND,
              (stub, namespace) ->
                  stub.withOption(MetricsTag.HISTORY_LONG_POLL_CALL_OPTIONS_KEY, true)
                      .getWorkflowExecutionHistory(request));
    } catch (StatusRuntimeException e) {
      return refused(e);
    }
    token = answer.getNextPageToken();
    return news(answer.getHistory().getEventsList());
  }

  /** A token that the server no longer takes begins again; a session that is gone has ended. */
  private News refused(StatusRuntimeException e) {
    if (e.getStatus().getCode() == Status.Code.NOT_FOUND && token.isEmpty()) {
      return News.ENDED;
    }
    if (token.isEmpty()) {
      throw Refusals.of(session, e);
    }
    token = ByteString.EMPTY;
    return News.NONE;
  }

  /** Pure: what a batch of history tells. */
  static News news(List<HistoryEvent> events) {
    News news = News.NONE;
    for (HistoryEvent event : events) {
      news =
          switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_TASK_COMPLETED -> News.RESTS;
            case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
                EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW ->
                news == News.RESTS ? News.MOVED : news;
            default -> isEnd(event.getEventType()) ? News.ENDED : news;
          };
    }
    return news;
  }

  private static boolean isEnd(EventType type) {
    return switch (type) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
          EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
          EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
          EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
          EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED ->
          true;
      default -> false;
    };
  }
}
