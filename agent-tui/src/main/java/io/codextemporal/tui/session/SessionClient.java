package io.codextemporal.tui.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.wire.FolderDigest;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SealedDataConverter;
import io.codextemporal.wire.SessionPayloads;
import io.codextemporal.workflow.SessionInput;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with sessions: starts them, sends them ops, asks them, and asks Temporal about them. Every
 * payload is sealed for its session. Thread-safe; a call blocks until it is answered.
 */
public final class SessionClient {
  /** {@code CtFolder} of a session that no list shows. */
  static final String UNLISTED = "ephemeral";

  /** What fits the input of a session's first run, with room for the rest. */
  private static final int MOST_SEED_BYTES = 900_000;

  private static final int PAGE_BYTES = 400_000;

  /** Some screens full. */
  private static final int BACKWARD_BYTES = 120_000;

  private static final Duration BOUND = Duration.ofSeconds(5);

  private final Connection connection;
  private final Keyring keys;
  private final SessionQueries queries;
  private final SessionStarts starts;

  public SessionClient(Connection connection, Keyring keys) {
    this.connection = connection;
    this.keys = keys;
    this.queries = new SessionQueries(connection, keys);
    this.starts = new SessionStarts(connection, keys);
  }

  public Connection connection() {
    return connection;
  }

  /** Begins a session with its first ops; both are durable when this returns. */
  public void start(SessionStart start, List<Op> ops) {
    String folder = start.ephemeral() ? UNLISTED : folder(start.settings().tools().cwd());
    starts.begin(
        start.session(),
        start.machine(),
        folder,
        new SessionInput.Fresh(start),
        row(start),
        ops.getFirst());
    ops.stream().skip(1).forEach(op -> send(start.session(), op));
  }

  /**
   * Opens a closed session again, from what it left, with its next ops. One that was ended by force
   * is taken back to its last step, and the turn it was in is ended.
   */
  public void reopen(SessionId session, List<Op> ops) {
    Description closed = describe(session);
    Optional<JsonNode> snapshot = starts.left(session);
    if (snapshot.isEmpty()) {
      starts.rewind(session, closed.runId());
      send(session, new Op.Interrupt(Ids.op(), Who.as("reopen")));
      ops.forEach(op -> send(session, op));
      return;
    }
    SessionSummary row =
        closed.row().map(SessionRow::summary).orElseThrow(() -> unreadable(session));
    starts.again(session, snapshot.get(), row, folder(row.cwd()), ops.getFirst());
    ops.stream().skip(1).forEach(op -> send(session, op));
  }

  private static SessionFailure unreadable(SessionId session) {
    return new SessionFailure(
        SessionFailure.Kind.CLOSED,
        "session " + session,
        "it is closed and this user's key does not open it",
        "Restore the key it was made with.");
  }

  /** Sends an op; it is durable when this returns. */
  public void send(SessionId session, Op op) {
    SignalWorkflowExecutionRequest request =
        SignalWorkflowExecutionRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setWorkflowExecution(execution(session))
            .setSignalName(MessageNames.SIGNAL_OP)
            .setInput(wire(session).toPayloads(op).orElseThrow())
            .setIdentity(Who.am())
            .setRequestId(Ids.uuid(System.currentTimeMillis()).toString())
            .build();
    said(
        session,
        () -> connection.call(BOUND, (stub, namespace) -> stub.signalWorkflowExecution(request)));
  }

  /**
   * What a session's model has seen, raw JSON items, without what every session is told of its own
   * place: the seed of another session.
   */
  public List<String> seed(SessionId session) {
    return Seed.portable(queries.conversation(session, MOST_SEED_BYTES));
  }

  /** Reads and writes a page as a session would, so that the first real one is read quickly. */
  public EventPage practise(SessionId session, EventPage page) {
    SealedDataConverter wire =
        new SealedDataConverter(keys).boundTo(connection.namespace(), session.value());
    return wire.fromPayloads(0, wire.toPayloads(page), EventPage.class, EventPage.class);
  }

  /** The number of the session's last event. */
  public long watermark(SessionId session) {
    return queries.events(session, new EventQuery(Long.MAX_VALUE, 0)).next();
  }

  /** Events after a watermark; a page of an earlier run where this one no longer has them. */
  public EventPage events(SessionId session, EventQuery query) {
    return queries.events(session, query);
  }

  /** The newest events before {@code seq}, in order; the session's last for the largest number. */
  public EventPage eventsBefore(SessionId session, long seq) {
    return queries.before(session, seq, BACKWARD_BYTES);
  }

  /** Gives all events after a watermark that there are now, page by page. */
  public void tail(SessionId session, long after, Consumer<List<SequencedEvent>> pages) {
    EventPage page = queries.events(session, new EventQuery(after, PAGE_BYTES));
    pages.accept(page.events());
    while (page.more() && !page.events().isEmpty()) {
      page = queries.events(session, new EventQuery(page.next(), PAGE_BYTES));
      pages.accept(page.events());
    }
  }

  public SessionDetail show(SessionId session) {
    return queries.show(session);
  }

  /** How the session stands, from Temporal alone. */
  public Description describe(SessionId session) {
    return describe(session, "");
  }

  private Description describe(SessionId session, String run) {
    DescribeWorkflowExecutionRequest request =
        DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setExecution(execution(session).toBuilder().setRunId(run))
            .build();
    return description(
        session,
        said(
            session,
            () ->
                connection.call(
                    BOUND, (stub, namespace) -> stub.describeWorkflowExecution(request))));
  }

  private Description description(SessionId session, DescribeWorkflowExecutionResponse answer) {
    SessionPayloads payloads = payloads();
    WorkflowExecutionInfo info = answer.getWorkflowExecutionInfo();
    return new Description(
        row(payloads, info),
        isOpen(info),
        info.getExecution().getRunId(),
        info.getHistoryLength(),
        info.getHistorySizeBytes(),
        answer.getPendingActivitiesList().stream()
            .flatMap(activity -> payloads.beat(session.value(), activity).stream())
            .toList(),
        beatAt(answer),
        answer.getPendingActivitiesList().stream()
            .map(PendingActivityInfo::getLastWorkerIdentity)
            .filter(identity -> !identity.isEmpty())
            .distinct()
            .toList());
  }

  private static @Nullable Instant beatAt(DescribeWorkflowExecutionResponse answer) {
    return answer.getPendingActivitiesList().stream()
        .filter(PendingActivityInfo::hasLastHeartbeatTime)
        .map(PendingActivityInfo::getLastHeartbeatTime)
        .map(time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
        .max(Instant::compareTo)
        .orElse(null);
  }

  /** Ends a session at once, whatever it does; what it runs is left to its worker. */
  public void terminate(SessionId session, String reason) {
    TerminateWorkflowExecutionRequest request =
        TerminateWorkflowExecutionRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setWorkflowExecution(execution(session))
            .setReason(reason)
            .setIdentity(Who.am())
            .build();
    said(
        session,
        () ->
            connection.call(BOUND, (stub, namespace) -> stub.terminateWorkflowExecution(request)));
  }

  /** Removes a session and its history for good. */
  public void delete(SessionId session) {
    DeleteWorkflowExecutionRequest request =
        DeleteWorkflowExecutionRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setWorkflowExecution(execution(session))
            .build();
    said(
        session,
        () -> connection.call(BOUND, (stub, namespace) -> stub.deleteWorkflowExecution(request)));
  }

  static Optional<SessionRow> row(SessionPayloads payloads, WorkflowExecutionInfo info) {
    Instant started =
        Instant.ofEpochSecond(info.getStartTime().getSeconds(), info.getStartTime().getNanos());
    return payloads
        .summary(info)
        .map(summary ->
            SessionRow.of(summary, info.getExecution().getRunId(), isOpen(info), started));
  }

  private static boolean isOpen(WorkflowExecutionInfo info) {
    return info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  String folder(String cwd) {
    return FolderDigest.of(keys, cwd);
  }

  SessionPayloads payloads() {
    return new SessionPayloads(keys, connection.namespace());
  }

  private SealedDataConverter wire(SessionId session) {
    return new SealedDataConverter(keys).boundTo(connection.namespace(), session.value());
  }

  static WorkflowExecution execution(SessionId session) {
    return WorkflowExecution.newBuilder().setWorkflowId(session.value()).build();
  }

  private static SessionSummary row(SessionStart start) {
    return new SessionSummary(
        start.session(),
        new SessionStatus(SessionState.WORKING, null, null, null, ""),
        start.settings().tools().cwd(),
        start.branch(),
        start.settings().model().model(),
        "",
        0,
        start.createdAt(),
        start.createdAt(),
        start.parent(),
        TokenUsage.ZERO,
        start.machine());
  }

  /** A request whose plain refusals are told in our words. */
  static <T> T said(SessionId session, Supplier<T> request) {
    try {
      return request.get();
    } catch (StatusRuntimeException e) {
      throw Refusals.of(session, e);
    }
  }
}
