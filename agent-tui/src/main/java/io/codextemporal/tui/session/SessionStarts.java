package io.codextemporal.tui.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.Durations;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.tui.session.SessionFailure.Kind;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SealedDataConverter;
import io.codextemporal.wire.UnreadablePayloadException;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.ResetReapplyExcludeType;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseResponse;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts sessions, new ones and closed ones, each with its first op in the same request, so that
 * nothing is ever half there.
 */
final class SessionStarts {
  private static final Duration BOUND = Duration.ofSeconds(5);

  /** A worker that dies inside a workflow task costs that long. */
  private static final Duration WORKFLOW_TASK_TIMEOUT = Duration.ofSeconds(3);

  private final Connection connection;
  private final Keyring keys;

  SessionStarts(Connection connection, Keyring keys) {
    this.connection = connection;
    this.keys = keys;
  }

  /**
   * {@code folder} is the attribute's value, {@code row} what lists show until the session says.
   */
  void begin(
      SessionId session,
      String machine,
      String folder,
      Object input,
      SessionSummary row,
      Op first) {
    SealedDataConverter wire = wire(session);
    SignalWithStartWorkflowExecutionRequest request =
        SignalWithStartWorkflowExecutionRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setWorkflowId(session.value())
            .setWorkflowType(WorkflowType.newBuilder().setName(MessageNames.WORKFLOW_TYPE))
            .setTaskQueue(TaskQueue.newBuilder().setName(MessageNames.queue(machine)))
            .setInput(wire.toPayloads(input).orElseThrow())
            .setWorkflowTaskTimeout(Durations.fromSeconds(WORKFLOW_TASK_TIMEOUT.toSeconds()))
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setIdentity(Who.am())
            .setRequestId(Ids.uuid(System.currentTimeMillis()).toString())
            .setSignalName(MessageNames.SIGNAL_OP)
            .setSignalInput(wire.toPayloads(first).orElseThrow())
            .setMemo(
                Memo.newBuilder()
                    .putFields(MessageNames.MEMO_SUMMARY, wire.toPayload(row).orElseThrow()))
            .setSearchAttributes(
                SearchAttributes.newBuilder()
                    .putIndexedFields(MessageNames.ATTRIBUTE_STATUS, keyword("working"))
                    .putIndexedFields(MessageNames.ATTRIBUTE_FOLDER, keyword(folder)))
            .build();
    SessionClient.said(
        session,
        () ->
            connection.call(
                BOUND, (stub, namespace) -> stub.signalWithStartWorkflowExecution(request)));
  }

  /** The snapshot that a session's last run returned; empty where it was ended by force. */
  Optional<JsonNode> left(SessionId session) {
    GetWorkflowExecutionHistoryRequest request =
        GetWorkflowExecutionHistoryRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setExecution(SessionClient.execution(session))
            .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
            .build();
    List<HistoryEvent> events =
        SessionClient.said(
                session,
                () ->
                    connection.call(
                        BOUND, (stub, namespace) -> stub.getWorkflowExecutionHistory(request)))
            .getHistory()
            .getEventsList();
    HistoryEvent end = events.isEmpty() ? HistoryEvent.getDefaultInstance() : events.getLast();
    if (!end.hasWorkflowExecutionCompletedEventAttributes()) {
      return Optional.empty();
    }
    Payloads result = end.getWorkflowExecutionCompletedEventAttributes().getResult();
    try {
      return Optional.of(
          wire(session).fromPayloads(0, Optional.of(result), JsonNode.class, JsonNode.class));
    } catch (UnreadablePayloadException e) {
      throw gone(session, String.valueOf(e.getMessage()));
    }
  }

  /** Starts a closed session's next run from what its last one left. */
  void again(SessionId session, JsonNode snapshot, SessionSummary row, String folder, Op first) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.put("type", "continued").set("snapshot", snapshot);
    begin(session, row.machine(), folder, input, row, first);
  }

  /**
   * Takes a session that was ended by force back to its last step. Ops that it had not taken by
   * then are gone: one of them may be the stop itself.
   */
  void rewind(SessionId session, String run) {
    ResetWorkflowExecutionRequest request =
        ResetWorkflowExecutionRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setWorkflowExecution(SessionClient.execution(session).toBuilder().setRunId(run))
            .setReason("reopened by " + Who.am())
            .setWorkflowTaskFinishEventId(lastStep(session, run))
            .setRequestId(Ids.uuid(System.currentTimeMillis()).toString())
            .addResetReapplyExcludeTypes(ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL)
            .build();
    SessionClient.said(
        session,
        () -> connection.call(BOUND, (stub, namespace) -> stub.resetWorkflowExecution(request)));
  }

  private long lastStep(SessionId session, String run) {
    ByteString token = ByteString.EMPTY;
    do {
      GetWorkflowExecutionHistoryReverseRequest request =
          GetWorkflowExecutionHistoryReverseRequest.newBuilder()
              .setNamespace(connection.namespace())
              .setExecution(SessionClient.execution(session).toBuilder().setRunId(run))
              .setMaximumPageSize(100)
              .setNextPageToken(token)
              .build();
      GetWorkflowExecutionHistoryReverseResponse page =
          SessionClient.said(
              session,
              () ->
                  connection.call(
                      BOUND,
                      (stub, namespace) -> stub.getWorkflowExecutionHistoryReverse(request)));
      for (HistoryEvent event : page.getHistory().getEventsList()) {
        if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
          return event.getEventId();
        }
      }
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    throw gone(session, "it was ended before it did anything");
  }

  private static SessionFailure gone(SessionId session, String why) {
    return new SessionFailure(
        Kind.CLOSED,
        "session " + session + " cannot be reopened",
        why,
        "Begin a new one: ct exec PROMPT");
  }

  private SealedDataConverter wire(SessionId session) {
    return new SealedDataConverter(keys).boundTo(connection.namespace(), session.value());
  }

  private static Payload keyword(String text) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .putMetadata("type", ByteString.copyFromUtf8("Keyword"))
        .setData(ByteString.copyFrom("\"" + text + "\"", StandardCharsets.UTF_8))
        .build();
  }
}
