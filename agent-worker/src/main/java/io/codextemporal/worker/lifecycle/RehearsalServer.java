package io.codextemporal.worker.lifecycle;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.TaskQueueKind;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatRequest;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondQueryTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondQueryTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.ShutdownWorkerRequest;
import io.temporal.api.workflowservice.v1.ShutdownWorkerResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Temporal in this JVM that knows one session and hands its tasks to whoever polls, one at a
 * time, then asks it one query. Only for the run that trains the JVM's class cache, so that a
 * worker's whole way is in it; keeps nothing.
 */
public final class RehearsalServer extends WorkflowServiceImplBase implements AutoCloseable {
  private static final ByteString TOKEN = ByteString.copyFromUtf8("token");

  private final RehearsedHistory history;
  private final Server server;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Deque<StreamObserver<PollWorkflowTaskQueueResponse>> workflowPolls =
      new ArrayDeque<>();
  private final Deque<StreamObserver<PollActivityTaskQueueResponse>> activityPolls =
      new ArrayDeque<>();

  /** Listens on loopback. */
  public RehearsalServer(RehearsedHistory history) throws IOException {
    this.history = history;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  public int port() {
    return server.getPort();
  }

  /** Waits until the session has nothing more to do and has answered its query. */
  public boolean awaitEnd(Duration patience) throws InterruptedException {
    return done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  @Override
  public synchronized void pollWorkflowTaskQueue(
      PollWorkflowTaskQueueRequest request,
      StreamObserver<PollWorkflowTaskQueueResponse> observer) {
    if (request.getTaskQueue().getKind() != TaskQueueKind.TASK_QUEUE_KIND_STICKY) {
      workflowPolls.add(observer);
      handOut();
    }
  }

  @Override
  public synchronized void pollActivityTaskQueue(
      PollActivityTaskQueueRequest request,
      StreamObserver<PollActivityTaskQueueResponse> observer) {
    if (!request.getTaskQueue().getName().contains("#")) {
      activityPolls.add(observer);
      handOut();
    }
  }

  @Override
  public synchronized void respondWorkflowTaskCompleted(
      RespondWorkflowTaskCompletedRequest request,
      StreamObserver<RespondWorkflowTaskCompletedResponse> observer) {
    history.decided(request.getCommandsList());
    tell(observer, RespondWorkflowTaskCompletedResponse.getDefaultInstance());
    handOut();
  }

  @Override
  public synchronized void respondActivityTaskCompleted(
      RespondActivityTaskCompletedRequest request,
      StreamObserver<RespondActivityTaskCompletedResponse> observer) {
    history.worked(request.getTaskToken(), request.getResult());
    tell(observer, RespondActivityTaskCompletedResponse.getDefaultInstance());
    handOut();
  }

  @Override
  public void respondQueryTaskCompleted(
      RespondQueryTaskCompletedRequest request,
      StreamObserver<RespondQueryTaskCompletedResponse> observer) {
    tell(observer, RespondQueryTaskCompletedResponse.getDefaultInstance());
    done.countDown();
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> observer) {
    tell(
        observer,
        GetSystemInfoResponse.newBuilder()
            .setServerVersion("rehearsal")
            .setCapabilities(
                GetSystemInfoResponse.Capabilities.newBuilder()
                    .setInternalErrorDifferentiation(true)
                    .setSignalAndQueryHeader(true)
                    .setSdkMetadata(true))
            .build());
  }

  @Override
  public void describeNamespace(
      DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> observer) {
    tell(observer, DescribeNamespaceResponse.getDefaultInstance());
  }

  @Override
  public void listWorkflowExecutions(
      ListWorkflowExecutionsRequest request,
      StreamObserver<ListWorkflowExecutionsResponse> observer) {
    tell(observer, ListWorkflowExecutionsResponse.getDefaultInstance());
  }

  @Override
  public void recordActivityTaskHeartbeat(
      RecordActivityTaskHeartbeatRequest request,
      StreamObserver<RecordActivityTaskHeartbeatResponse> observer) {
    tell(observer, RecordActivityTaskHeartbeatResponse.getDefaultInstance());
  }

  @Override
  public void shutdownWorker(
      ShutdownWorkerRequest request, StreamObserver<ShutdownWorkerResponse> observer) {
    tell(observer, ShutdownWorkerResponse.getDefaultInstance());
  }

  /** One task a poll, as far as there are tasks and polls. */
  private void handOut() {
    while (!activityPolls.isEmpty() && history.hasActivityTask()) {
      tell(activityPolls.remove(), history.activityTask());
    }
    if (!workflowPolls.isEmpty() && history.hasWorkflowTask()) {
      tell(workflowPolls.remove(), history.workflowTask(TOKEN));
    }
  }

  private static <T> void tell(StreamObserver<T> observer, T answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }
}
