package io.codextemporal.worker.e2e;

import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.protocol.EarlierRun;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SealedDataConverter;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the evidence of a session from the outside: histories and descriptions of the server, and
 * the events query, for which a worker must live.
 */
public final class EvidenceRoom {
  private static final int PAGE_BYTES = 500_000;

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final Keyring keys;

  public EvidenceRoom(WorkflowServiceStubs stubs, String namespace, Keyring keys) {
    this.stubs = stubs;
    this.namespace = namespace;
    this.keys = keys;
  }

  /** For a session of that home on that server. */
  public static EvidenceRoom of(TestServer server, TestHome home) {
    return new EvidenceRoom(
        server.stubs(), TestServer.NAMESPACE, Keyring.at(home.places().keyFile()));
  }

  /** All there is; {@code requests} are those of every session the scripted model served. */
  public SessionEvidence gather(
      SessionId session, Witness witness, ClientLog client, List<SentRequest> requests) {
    List<SequencedEvent> events = events(session);
    SessionStatus status = page(session, "", new EventQuery(Long.MAX_VALUE, 0)).status();
    DescribeWorkflowExecutionResponse description = describe(session, "");
    return new SessionEvidence(
        session,
        events,
        status,
        description.getPendingActivitiesCount(),
        runs(session, description),
        witness.runs(),
        client.entries(),
        requests.stream().filter(request -> isOf(session, request)).toList(),
        List.of());
  }

  private static boolean isOf(SessionId session, SentRequest request) {
    return request.metadata().path("session_id").asText().equals(session.value())
        && request.kind().equals("turn");
  }

  /** Every event from the first on, earlier runs asked where the present one has no more. */
  public List<SequencedEvent> events(SessionId session) {
    List<SequencedEvent> events = new ArrayList<>();
    long after = 0;
    while (true) {
      EventQuery query = new EventQuery(after, PAGE_BYTES);
      EventPage present = page(session, "", query);
      EventPage page = present;
      Optional<EarlierRun> earlier = runOf(present, after + 1);
      if (earlier.isPresent()) {
        page = page(session, earlier.get().runId(), query);
      }
      events.addAll(page.events());
      if (page.events().isEmpty() || page == present && !present.more()) {
        return events;
      }
      after = page.next();
    }
  }

  private static Optional<EarlierRun> runOf(EventPage page, long seq) {
    return page.earlier().stream()
        .filter(run -> run.firstSeq() <= seq)
        .reduce((first, last) -> last);
  }

  private EventPage page(SessionId session, String runId, EventQuery query) {
    SealedDataConverter wire = new SealedDataConverter(keys).boundTo(namespace, session.value());
    QueryWorkflowResponse answer =
        stubs
            .blockingStub()
            .queryWorkflow(
                QueryWorkflowRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(execution(session, runId))
                    .setQuery(
                        WorkflowQuery.newBuilder()
                            .setQueryType(MessageNames.QUERY_EVENTS)
                            .setQueryArgs(wire.toPayloads(query).orElseThrow()))
                    .build());
    return wire.fromPayloads(
        0, Optional.of(answer.getQueryResult()), EventPage.class, EventPage.class);
  }

  private List<SessionEvidence.Run> runs(
      SessionId session, DescribeWorkflowExecutionResponse current) {
    List<SessionEvidence.Run> runs = new ArrayList<>();
    DescribeWorkflowExecutionResponse description = current;
    while (true) {
      String runId = description.getWorkflowExecutionInfo().getExecution().getRunId();
      List<HistoryEvent> history = history(session, runId);
      runs.addFirst(
          new SessionEvidence.Run(
              runId,
              history.size(),
              description.getWorkflowExecutionInfo().getHistorySizeBytes(),
              history.stream().map(HistoryEvent::toByteArray).toList()));
      String before =
          history
              .getFirst()
              .getWorkflowExecutionStartedEventAttributes()
              .getContinuedExecutionRunId();
      if (before.isEmpty()) {
        return runs;
      }
      description = describe(session, before);
    }
  }

  /** A run's whole history, as recorded: also for a replay. */
  public List<HistoryEvent> history(SessionId session, String runId) {
    List<HistoryEvent> events = new ArrayList<>();
    GetWorkflowExecutionHistoryRequest.Builder request =
        GetWorkflowExecutionHistoryRequest.newBuilder()
            .setNamespace(namespace)
            .setExecution(execution(session, runId));
    GetWorkflowExecutionHistoryResponse page;
    do {
      page = stubs.blockingStub().getWorkflowExecutionHistory(request.build());
      events.addAll(page.getHistory().getEventsList());
      request.setNextPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return events;
  }

  private DescribeWorkflowExecutionResponse describe(SessionId session, String runId) {
    return stubs
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(execution(session, runId))
                .build());
  }

  private static WorkflowExecution execution(SessionId session, String runId) {
    return WorkflowExecution.newBuilder().setWorkflowId(session.value()).setRunId(runId).build();
  }
}
