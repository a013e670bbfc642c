package io.codextemporal.tui.session;

import io.codextemporal.protocol.EarlierRun;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.session.SessionFailure.Kind;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SealedDataConverter;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks sessions. A worker must answer: without one a question ends within two seconds as {@link
 * Kind#NO_WORKER}. Thread-safe.
 */
final class SessionQueries {
  static final Duration BOUND = Duration.ofSeconds(2);

  private final Connection connection;
  private final Keyring keys;

  SessionQueries(Connection connection, Keyring keys) {
    this.connection = connection;
    this.keys = keys;
  }

  SessionDetail show(SessionId session) {
    return ask(session, "", MessageNames.QUERY_SHOW, Optional.empty(), SessionDetail.class);
  }

  EventPage events(SessionId session, EventQuery query) {
    EventPage page = page(session, "", query);
    Optional<EarlierRun> run = runOf(page.earlier(), query.after() + 1);
    return run.isEmpty() ? page : earlierPage(session, query, page, run.get());
  }

  /** The run that wrote event {@code seq}, of those that have ended. */
  static Optional<EarlierRun> runOf(List<EarlierRun> earlier, long seq) {
    return earlier.stream()
        .filter(run -> run.firstSeq() <= seq)
        .reduce((first, second) -> second)
        .or(() -> earlier.stream().findFirst());
  }

  /** What an ended run answers, or the present page where that run is gone. */
  private EventPage earlierPage(
      SessionId session, EventQuery query, EventPage present, EarlierRun run) {
    EventPage old;
    try {
      old = page(session, run.runId(), query);
    } catch (SessionFailure e) {
      if (e.kind() == Kind.NO_WORKER) {
        throw e;
      }
      return present;
    }
    return old.events().isEmpty()
        ? present
        : new EventPage(
            present.runId(), old.events(), old.next(), true, List.of(), present.status());
  }

  private EventPage page(SessionId session, String run, EventQuery query) {
    return ask(session, run, MessageNames.QUERY_EVENTS, Optional.of(query), EventPage.class);
  }

  private <T> T ask(
      SessionId session, String run, String name, Optional<Object> argument, Class<T> type) {
    SealedDataConverter wire =
        new SealedDataConverter(keys).boundTo(connection.namespace(), session.value());
    WorkflowQuery.Builder query = WorkflowQuery.newBuilder().setQueryType(name);
    argument.flatMap(wire::toPayloads).ifPresent(query::setQueryArgs);
    QueryWorkflowRequest request =
        QueryWorkflowRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setExecution(SessionClient.execution(session).toBuilder().setRunId(run))
            .setQuery(query)
            .build();
    QueryWorkflowResponse answer;
    try {
      answer = connection.once(BOUND, (stub, namespace) -> stub.queryWorkflow(request));
    } catch (StatusRuntimeException e) {
      throw unanswered(session, e);
    }
    return wire.fromPayloads(0, Optional.of(answer.getQueryResult()), type, type);
  }

  private SessionFailure unanswered(SessionId session, StatusRuntimeException e) {
    String said = Objects.requireNonNullElse(e.getStatus().getDescription(), "");
    Status.Code code = e.getStatus().getCode();
    boolean alone =
        code == Status.Code.FAILED_PRECONDITION || code == Status.Code.DEADLINE_EXCEEDED;
    if (alone) {
      return new SessionFailure(
          Kind.NO_WORKER,
          "session " + session,
          "no worker answers for it",
          "Start one where its folder is: ct worker start",
          e);
    }
    if (Connection.isSilence(e.getStatus())) {
      connection.noteSilence(said);
      return new SessionFailure(
          Kind.NO_SERVER, "Temporal at " + connection.address(), said, "ct server status", e);
    }
    return Refusals.of(session, e);
  }
}
