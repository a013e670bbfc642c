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
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
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
  private final SessionQueries queries;

  SessionStarts(Connection connection, Keyring keys, SessionQueries queries) {
    this.connection = connection;
    this.keys = keys;
    this.queries = queries;
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

  /** Starts a closed session's next run from the snapshot that its last one returned. */
  void again(SessionId session, SessionSummary row, String folder, Op first) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.put("type", "continued").set("snapshot", left(session));
    begin(session, row.machine(), folder, input, row, first);
  }

  /**
   * The last run's result; where it has none (a forced stop), what a worker reads of its history.
   */
  private JsonNode left(SessionId session) {
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
      return queries.snapshot(session);
    }
    Payloads result = end.getWorkflowExecutionCompletedEventAttributes().getResult();
    try {
      return wire(session).fromPayloads(0, Optional.of(result), JsonNode.class, JsonNode.class);
    } catch (UnreadablePayloadException e) {
      throw gone(session, String.valueOf(e.getMessage()));
    }
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
