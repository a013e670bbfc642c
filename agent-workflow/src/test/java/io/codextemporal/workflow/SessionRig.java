package io.codextemporal.workflow;

import io.codextemporal.activity.PageReply;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.UserText;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SessionClients;
import io.codextemporal.wire.SessionPayloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session on the in-memory server with a {@link FakeMachine}; speaks to it as a client does.
 * Closing it replays the history of every run.
 *
 * <p>{@code -Dct.test.server=HOST:PORT} puts the same session on a real server that has the search
 * attribute, for what the in-memory one gets wrong.
 */
final class SessionRig implements AutoCloseable {
  static final String REAL_SERVER = System.getProperty("ct.test.server", "");
  static final String QUEUE = MessageNames.queue("box");
  static final SessionId ID = new SessionId("0199aaaa-0000-7000-8000-000000000001");
  private static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword(MessageNames.ATTRIBUTE_STATUS);

  /** This server loses a query to a run that ends: asked again soon, it is answered by the next. */
  private static final Duration QUERY = Duration.ofMillis(400);

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  final FakeMachine machine = new FakeMachine();
  final Keyring keys = Keyring.random();
  private final @Nullable TestWorkflowEnvironment server;
  private final WorkerFactory factory;
  final Worker worker;
  final WorkflowClient client;
  private final List<String> closedRuns = new ArrayList<>();
  private final AtomicInteger ops = new AtomicInteger();

  SessionRig() {
    this("");
  }

  /** With one more worker, that has nothing but these activities on a queue of its own. */
  SessionRig(String ownQueue, Object... ownActivities) {
    WorkflowClientOptions options =
        SessionClients.client(WorkflowClientOptions.getDefaultInstance(), keys);
    if (REAL_SERVER.isEmpty()) {
      TestWorkflowEnvironment memory = inMemory(options);
      server = memory;
      factory = memory.getWorkerFactory();
      client = memory.getWorkflowClient();
    } else {
      server = null;
      client =
          WorkflowClient.newInstance(
              WorkflowServiceStubs.newServiceStubs(
                  WorkflowServiceStubsOptions.newBuilder().setTarget(REAL_SERVER).build()),
              options);
      factory =
          WorkerFactory.newInstance(
              client,
              WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    }
    worker =
        factory.newWorker(
            QUEUE,
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(20))
                .setUsingVirtualThreads(true)
                .build());
    worker.registerWorkflowImplementationTypes(AgentWorkflowImpl.class);
    worker.registerActivitiesImplementations(machine);
    machine.session =
        request ->
            stub(Optional.of(request.runId()).filter(run -> !run.isEmpty()))
                .query(MessageNames.QUERY_CONVERSATION, PageReply.class, request);
    if (!ownQueue.isEmpty()) {
      factory.newWorker(ownQueue).registerActivitiesImplementations(ownActivities);
    }
    factory.start();
  }

  private static TestWorkflowEnvironment inMemory(WorkflowClientOptions options) {
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowServiceStubsOptions(
                WorkflowServiceStubsOptions.newBuilder().setRpcQueryTimeout(QUERY).build())
            .setWorkflowClientOptions(options)
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build())
            .registerSearchAttribute(
                MessageNames.ATTRIBUTE_STATUS, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .build());
  }

  /** Lets the server's time pass; only in memory. */
  void sleep(Duration duration) {
    Objects.requireNonNull(server, "a real server's time passes by itself").sleep(duration);
  }

  Instant now() {
    return server == null ? Instant.now() : Instant.ofEpochMilli(server.currentTimeMillis());
  }

  /** Ends the server, or on a real one what this test did there. */
  void stop() {
    if (server != null) {
      server.close();
      return;
    }
    factory.shutdownNow();
    try {
      stub().terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // It has ended already.
    }
    client.getWorkflowServiceStubs().shutdownNow();
  }

  WorkflowOptions options() {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(ID.value())
        .setTaskQueue(QUEUE)
        .setTypedSearchAttributes(SearchAttributes.newBuilder().set(STATUS, "idle").build())
        .build();
  }

  SessionRig open() {
    return open(SessionLimits.DEFAULT);
  }

  SessionRig open(SessionLimits limits) {
    return open(new SessionInput.Fresh(Starts.start(limits)));
  }

  SessionRig open(SessionInput input) {
    if (input instanceof SessionInput.Continued) {
      closedRuns.addAll(chainTo(currentRun()));
    }
    client.newUntypedWorkflowStub(MessageNames.WORKFLOW_TYPE, options()).start(input);
    return this;
  }

  WorkflowStub stub() {
    return client.newUntypedWorkflowStub(ID.value());
  }

  private WorkflowStub stub(Optional<String> runId) {
    WorkflowTargetOptions.Builder target =
        WorkflowTargetOptions.newBuilder().setWorkflowId(ID.value());
    runId.ifPresent(target::setRunId);
    return client.newUntypedWorkflowStub(target.build(), Optional.of(MessageNames.WORKFLOW_TYPE));
  }

  /** Sends an op made with a new id. */
  OpId send(Function<OpId, Op> op) {
    Op made = op.apply(new OpId("op-" + ops.incrementAndGet()));
    signal(made);
    return made.id();
  }

  /**
   * This server knows no session for a moment when one continues as new; sent again it counts once.
   */
  void signal(Op op) {
    for (int attempt = 1; true; attempt++) {
      try {
        stub().signal(MessageNames.SIGNAL_OP, op);
        return;
      } catch (WorkflowNotFoundException e) {
        if (attempt == 20) {
          throw e;
        }
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  OpId say(String text) {
    return send(id -> new Op.UserTurn(id, "ada", UserText.of(text), null, null));
  }

  OpId steer(String text) {
    return send(id -> new Op.Steer(id, "ada", UserText.of(text)));
  }

  /** All events, as a client that attaches late reads them: page by page, earlier runs first. */
  List<SequencedEvent> events() {
    List<SequencedEvent> all = new ArrayList<>();
    EventPage page = page(Optional.empty(), 0);
    for (var run : page.earlier()) {
      readAll(Optional.of(run.runId()), all);
    }
    readAll(Optional.empty(), all);
    return all;
  }

  private void readAll(Optional<String> runId, List<SequencedEvent> all) {
    EventPage page;
    do {
      page = page(runId, all.isEmpty() ? 0 : all.getLast().seq());
      all.addAll(page.events());
    } while (page.more());
  }

  EventPage page(Optional<String> runId, long after) {
    return query(runId, MessageNames.QUERY_EVENTS, EventPage.class, new EventQuery(after, 100_000));
  }

  /** The session as a list shows it. */
  Optional<SessionSummary> row() {
    return payloads()
        .summary(
            client
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(
                    DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(ID.value()))
                        .build())
                .getWorkflowExecutionInfo());
  }

  SessionDetail show() {
    return query(Optional.empty(), MessageNames.QUERY_SHOW, SessionDetail.class);
  }

  <T> T query(Optional<String> runId, String name, Class<T> type, Object... arguments) {
    for (int attempt = 1; true; attempt++) {
      try {
        return stub(runId).query(name, type, arguments);
      } catch (WorkflowServiceException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  <E extends AgentEvent> E await(Class<E> type) {
    return await(type, event -> true);
  }

  /** Waits until the events hold such a one, and returns the first. */
  <E extends AgentEvent> E await(Class<E> type, Predicate<E> which) {
    return poll(
        () ->
            events().stream()
                .map(SequencedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .findFirst(),
        type.getSimpleName());
  }

  void awaitState(SessionState state) {
    poll(
        () ->
            Optional.of(page(Optional.empty(), Long.MAX_VALUE - 1).status().state())
                .filter(state::equals),
        state.name());
  }

  void awaitTurns(int count) {
    poll(() -> Optional.of(count).filter(c -> endedTurns() >= c), count + " turns");
  }

  private long endedTurns() {
    return events().stream()
        .map(SequencedEvent::event)
        .filter(e ->
            e instanceof AgentEvent.TurnCompleted
                || e instanceof AgentEvent.TurnFailed
                || e instanceof AgentEvent.TurnAborted)
        .count();
  }

  void awaitThat(String what, BooleanSupplier condition) {
    poll(() -> Optional.of(true).filter(t -> condition.getAsBoolean()), what);
  }

  private <T> T poll(Supplier<Optional<T>> look, String what) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(3_000_000);
    }
    throw new AssertionError("no " + what + " in " + DEADLINE + "; events: " + events());
  }

  /** How each op was answered: "accepted" or the reason of its refusal. */
  List<String> answers(OpId op) {
    return events().stream()
        .map(SequencedEvent::event)
        .flatMap(e ->
            switch (e) {
              case AgentEvent.OpAccepted a when a.op().equals(op) -> List.of("accepted").stream();
              case AgentEvent.OpRefused r when r.op().equals(op) -> List.of(r.reason()).stream();
              default -> List.<String>of().stream();
            })
        .toList();
  }

  SessionPayloads payloads() {
    return new SessionPayloads(keys, client.getOptions().getNamespace());
  }

  /** The run ids of the session, oldest first: chains of continuations, one an opening. */
  List<String> runs() {
    List<String> runs = new ArrayList<>(closedRuns);
    runs.addAll(chainTo(currentRun()));
    return runs;
  }

  private List<String> chainTo(String last) {
    List<String> chain = new ArrayList<>();
    for (String run = last; !run.isEmpty(); run = continuedFrom(run)) {
      chain.addFirst(run);
    }
    return chain;
  }

  private String continuedFrom(String run) {
    return client
        .fetchHistory(ID.value(), run)
        .getEvents()
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedExecutionRunId();
  }

  String currentRun() {
    return page(Optional.empty(), Long.MAX_VALUE - 1).runId();
  }

  @Override
  public void close() {
    try {
      for (String run : runs()) {
        WorkflowReplayer.replayWorkflowExecution(
            Replayable.part(client.fetchHistory(ID.value(), run)), worker);
      }
    } catch (Exception e) {
      throw new AssertionError("a history does not replay", e);
    } finally {
      stop();
    }
  }
}
