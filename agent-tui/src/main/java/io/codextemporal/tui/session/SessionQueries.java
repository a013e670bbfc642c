package io.codextemporal.tui.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks sessions. A worker must answer: without one a question ends within two seconds as {@link
 * Kind#NO_WORKER}. Thread-safe.
 */
final class SessionQueries {
  private static final int PAGE_BYTES = 400_000;

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

  /** The newest events before a number, of whichever run knows them. */
  EventPage before(SessionId session, long seq, int maxBytes) {
    EventQuery query = EventQuery.before(seq, maxBytes);
    EventPage page = page(session, "", query);
    if (!page.events().isEmpty() || page.earlier().isEmpty() || seq <= 1) {
      return page;
    }
    Optional<EarlierRun> run = runOf(page.earlier(), seq - 1);
    return run.isEmpty() ? page : earlierPage(session, query, page, run.get());
  }

  /** The items of a session's conversation, raw JSON each, as far as they fit {@code mostBytes}. */
  List<String> conversation(SessionId session, int mostBytes) {
    List<String> items = new ArrayList<>();
    int total = 1;
    long bytes = 0;
    while (items.size() < total) {
      ObjectNode request =
          JsonNodeFactory.instance
              .objectNode()
              .put("session", session.value())
              .put("runId", "")
              .put("conversation", 0)
              .put("from", items.size())
              .put("maxBytes", PAGE_BYTES);
      JsonNode page =
          ask(session, "", MessageNames.QUERY_CONVERSATION, Optional.of(request), JsonNode.class);
      if (page.path("missing").isTextual()) {
        throw unreadable(session, page.path("missing").asText());
      }
      total = page.path("items").isEmpty() ? items.size() : page.path("total").asInt();
      for (JsonNode item : page.path("items")) {
        bytes += item.asText().length();
        items.add(item.asText());
      }
      if (bytes > mostBytes) {
        throw unreadable(session, "it is longer than a new session can begin with");
      }
    }
    return items;
  }

  private static SessionFailure unreadable(SessionId session, String why) {
    return new SessionFailure(
        Kind.REFUSED,
        "the conversation of session " + session,
        why,
        "Go on in that session: ct exec resume " + session + " PROMPT");
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
