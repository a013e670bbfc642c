package io.codextemporal.tui.session;

import com.google.protobuf.Timestamp;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.RunSize;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SealedDataConverter;
import io.codextemporal.wire.SessionPayloads;
import io.codextemporal.workflow.SessionInput;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Temporal in this JVM that holds one session whose turn has always just ended. Only for the run
 * that trains the JVM's class cache, so that a client's whole way is in it; holds nothing of
 * anybody's.
 */
public final class RehearsalServer extends WorkflowServiceImplBase implements AutoCloseable {
  private final Keyring keys;
  private final Server server;
  private @Nullable SignalWithStartWorkflowExecutionRequest started;

  /** Listens on loopback; {@code keys} are those of the home that rehearses. */
  public RehearsalServer(Keyring keys) throws IOException {
    this.keys = keys;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
    tell(answer, GetSystemInfoResponse.newBuilder().setServerVersion("1.29.1").build());
  }

  @Override
  public void signalWithStartWorkflowExecution(
      SignalWithStartWorkflowExecutionRequest request,
      StreamObserver<SignalWithStartWorkflowExecutionResponse> answer) {
    started = request;
    tell(answer, SignalWithStartWorkflowExecutionResponse.newBuilder().setRunId("run").build());
  }

  @Override
  public void getWorkflowExecutionHistory(
      GetWorkflowExecutionHistoryRequest request,
      StreamObserver<GetWorkflowExecutionHistoryResponse> answer) {
    if (request.getNextPageToken().isEmpty()) {
      tell(
          answer,
          GetWorkflowExecutionHistoryResponse.newBuilder()
              .setHistory(
                  History.newBuilder()
                      .addEvents(event(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED))
                      .addEvents(event(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)))
              .setNextPageToken(com.google.protobuf.ByteString.copyFromUtf8("token"))
              .build());
    }
    // A long poll that nothing ends: it is left open.
  }

  private static HistoryEvent event(EventType type) {
    return HistoryEvent.newBuilder().setEventType(type).build();
  }

  @Override
  public void queryWorkflow(
      QueryWorkflowRequest request, StreamObserver<QueryWorkflowResponse> answer) {
    SignalWithStartWorkflowExecutionRequest session = started;
    if (session == null) {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    SealedDataConverter wire = wire(session);
    boolean shows = request.getQuery().getQueryType().equals(MessageNames.QUERY_SHOW);
    Object told = shows ? detail(session, wire) : page(session, wire);
    Payloads payloads = wire.toPayloads(told).orElseThrow();
    tell(answer, QueryWorkflowResponse.newBuilder().setQueryResult(payloads).build());
  }

  private SealedDataConverter wire(SignalWithStartWorkflowExecutionRequest session) {
    return new SealedDataConverter(keys).boundTo(session.getNamespace(), session.getWorkflowId());
  }

  private static EventPage page(
      SignalWithStartWorkflowExecutionRequest session, SealedDataConverter wire) {
    return SampleTurn.of(
        wire.fromPayloads(0, Optional.of(session.getSignalInput()), Op.class, Op.class).id());
  }

  private SessionDetail detail(
      SignalWithStartWorkflowExecutionRequest session, SealedDataConverter wire) {
    SessionInput input =
        wire.fromPayloads(
            0, Optional.of(session.getInput()), SessionInput.class, SessionInput.class);
    SessionInput.Fresh fresh = (SessionInput.Fresh) input;
    return new SessionDetail(
        new SessionPayloads(keys, session.getNamespace()).summary(info()).orElseThrow(),
        List.of(),
        List.of(),
        Plan.EMPTY,
        List.<SessionId>of(),
        fresh.start().settings(),
        "hello",
        new RunSize(1, 1, 0, 1, 1),
        List.of());
  }

  @Override
  public void describeWorkflowExecution(
      DescribeWorkflowExecutionRequest request,
      StreamObserver<DescribeWorkflowExecutionResponse> answer) {
    tell(
        answer,
        DescribeWorkflowExecutionResponse.newBuilder().setWorkflowExecutionInfo(info()).build());
  }

  @Override
  public void listWorkflowExecutions(
      ListWorkflowExecutionsRequest request,
      StreamObserver<ListWorkflowExecutionsResponse> answer) {
    tell(answer, ListWorkflowExecutionsResponse.newBuilder().addExecutions(info()).build());
  }

  private WorkflowExecutionInfo info() {
    SignalWithStartWorkflowExecutionRequest session =
        started == null ? SignalWithStartWorkflowExecutionRequest.getDefaultInstance() : started;
    return WorkflowExecutionInfo.newBuilder()
        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(session.getWorkflowId()))
        .setStatus(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
        .setStartTime(Timestamp.newBuilder().setSeconds(1))
        .setMemo(session.getMemo())
        .build();
  }

  private static <T> void tell(StreamObserver<T> observer, T answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }
}
