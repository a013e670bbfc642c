package io.codextemporal.worker.lifecycle;

import io.codextemporal.activity.FailureType;
import io.codextemporal.protocol.MessageNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCanceledByIdRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedByIdRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.ShutdownWorkerRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * What a worker tells its server about attempts that nobody works at any more. Each call ends
 * within seconds; an attempt that is over already counts as settled. Thread-safe.
 */
final class ServerAffairs implements Takeover.Affairs {
  /** The least delay there is: zero would mean the retry policy's own. */
  private static final int RETRY_NANOS = 1_000_000;

  private static final int PAGE = 200;
  private static final String RUNNING =
      "WorkflowType = '" + MessageNames.WORKFLOW_TYPE + "' AND ExecutionStatus = 'Running'";
  private static final String STATUS = RUNNING + " AND " + MessageNames.ATTRIBUTE_STATUS;
  private static final String AT_WORK = STATUS + " IN ('working', 'waiting')";
  private static final String NOT_IDLE = STATUS + " IN ('working', 'waiting', 'sleeping')";

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final BiConsumer<String, PendingActivityInfo> abandoned;

  /** {@code abandoned} ends what a cancelled activity of a dead worker left running. */
  ServerAffairs(
      WorkflowServiceStubs stubs,
      String namespace,
      BiConsumer<String, PendingActivityInfo> abandoned) {
    this.stubs = stubs;
    this.namespace = namespace;
    this.abandoned = abandoned;
  }

  @Override
  public boolean end(Attempt attempt, String identity) {
    return settled(
        attempt.isWorkflowTask()
            ? () -> failWorkflowTask(attempt, identity)
            : () -> failActivity(attempt, identity));
  }

  @Override
  public void shutSticky(String stickyQueue, String identity) {
    settled(() ->
        stub()
            .shutdownWorker(
                ShutdownWorkerRequest.newBuilder()
                    .setNamespace(namespace)
                    .setStickyTaskQueue(stickyQueue)
                    .setIdentity(identity)
                    .setReason("the worker is gone")
                    .build()));
  }

  @Override
  public int endAllOf(String identity) {
    try {
      return endAllFound(identity, AT_WORK);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
        throw e;
      }
      // A server where nobody has registered the attribute: look at every session that is open.
      return endAllFound(identity, RUNNING);
    }
  }

  private int endAllFound(String identity, String query) {
    int ended = 0;
    ListWorkflowExecutionsRequest.Builder request =
        ListWorkflowExecutionsRequest.newBuilder()
            .setNamespace(namespace)
            .setPageSize(PAGE)
            .setQuery(query);
    ListWorkflowExecutionsResponse page;
    do {
      page = stub().listWorkflowExecutions(request.build());
      for (WorkflowExecutionInfo session : page.getExecutionsList()) {
        ended += endAllOf(identity, session.getExecution().getWorkflowId());
      }
      request.setNextPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return ended;
  }

  /** Whether no session works, waits or sleeps; false also when the server cannot tell. */
  boolean nothingToDo() {
    try {
      CountWorkflowExecutionsRequest request =
          CountWorkflowExecutionsRequest.newBuilder()
              .setNamespace(namespace)
              .setQuery(NOT_IDLE)
              .build();
      return stub().countWorkflowExecutions(request).getCount() == 0;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @Override
  public int endAllOf(String identity, String session) {
    int ended = 0;
    try {
      for (PendingActivityInfo pending : pending(session)) {
        if (pending.getLastWorkerIdentity().equals(identity)) {
          ended += settled(() -> end(session, pending, identity)) ? 1 : 0;
        }
      }
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
    }
    return ended;
  }

  private List<PendingActivityInfo> pending(String session) {
    return stub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(session))
                .build())
        .getPendingActivitiesList();
  }

  private void end(String session, PendingActivityInfo pending, String identity) {
    switch (pending.getState()) {
      case PENDING_ACTIVITY_STATE_STARTED -> failActivity(session, pending, identity);
      case PENDING_ACTIVITY_STATE_CANCEL_REQUESTED -> {
        abandoned.accept(session, pending);
        cancelActivity(session, pending, identity);
      }
      default -> {}
    }
  }

  private void cancelActivity(String session, PendingActivityInfo pending, String identity) {
    stub()
        .respondActivityTaskCanceledById(
            RespondActivityTaskCanceledByIdRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowId(session)
                .setActivityId(pending.getActivityId())
                .setIdentity(identity)
                .build());
  }

  private void failActivity(Attempt attempt, String identity) {
    stub()
        .respondActivityTaskFailed(
            RespondActivityTaskFailedRequest.newBuilder()
                .setNamespace(namespace)
                .setTaskToken(attempt.token())
                .setIdentity(identity)
                .setFailure(gone())
                .build());
  }

  private void failActivity(String session, PendingActivityInfo pending, String identity) {
    stub()
        .respondActivityTaskFailedById(
            RespondActivityTaskFailedByIdRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowId(session)
                .setActivityId(pending.getActivityId())
                .setIdentity(identity)
                .setFailure(gone())
                .build());
  }

  private void failWorkflowTask(Attempt attempt, String identity) {
    stub()
        .respondWorkflowTaskFailed(
            RespondWorkflowTaskFailedRequest.newBuilder()
                .setNamespace(namespace)
                .setTaskToken(attempt.token())
                .setIdentity(identity)
                .setCause(
                    WorkflowTaskFailedCause
                        .WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE)
                .setFailure(gone())
                .build());
  }

  private static Failure gone() {
    return Failure.newBuilder()
        .setMessage("the worker is gone")
        .setApplicationFailureInfo(
            ApplicationFailureInfo.newBuilder()
                .setType(FailureType.WORKER_STOPPING)
                .setNextRetryDelay(com.google.protobuf.Duration.newBuilder().setNanos(RETRY_NANOS)))
        .build();
  }

  /** False when the server knows nothing of it any more. */
  private static boolean settled(Runnable call) {
    try {
      call.run();
      return true;
    } catch (StatusRuntimeException e) {
      switch (e.getStatus().getCode()) {
        case NOT_FOUND, INVALID_ARGUMENT, UNIMPLEMENTED -> {
          return false;
        }
        default -> throw e;
      }
    }
  }

  private WorkflowServiceBlockingStub stub() {
    return stubs.blockingStub().withDeadlineAfter(5, TimeUnit.SECONDS);
  }
}
