package io.codextemporal.worker.lifecycle;

import com.google.protobuf.ByteString;
import io.codextemporal.activities.journal.CrashPoints;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.command.v1.Command;
import io.temporal.api.enums.v1.TaskQueueKind;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCanceledRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees what goes over a worker's wire: which tasks the server gave it, which it has answered, and
 * on which sticky queue it listens. Changes one thing only: a poll waits for the connection instead
 * of failing, so that a server that comes back is polled at once and not after a backoff that grew
 * while it was away.
 *
 * <p>This is the one place that sees an attempt from the moment it was given (also eagerly, in the
 * answer to a workflow task) until the server has taken its result. Called by gRPC's threads and by
 * callers' threads.
 */
final class WireWatch implements ClientInterceptor {
  private final AttemptFile attempts;
  private final Consumer<String> stickyQueue;
  private volatile boolean stickyTold;

  WireWatch(AttemptFile attempts, Consumer<String> stickyQueue) {
    this.attempts = attempts;
    this.stickyQueue = stickyQueue;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    String name = String.valueOf(method.getBareMethodName());
    CallOptions used = name.startsWith("Poll") ? options.withWaitForReady() : options;
    return new Call<>(next.newCall(method, used));
  }

  private final class Call<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private @Nullable Object asked;

    Call(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onMessage(A answer) {
              given(answer);
              super.onMessage(answer);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              answered(asked, status);
              super.onClose(status, trailers);
            }
          },
          headers);
    }

    @Override
    public void sendMessage(Q request) {
      asked = request;
      if (!stickyTold && request instanceof PollWorkflowTaskQueueRequest poll) {
        tellSticky(poll.getTaskQueue());
      }
      super.sendMessage(request);
    }
  }

  private void tellSticky(TaskQueue queue) {
    if (queue.getKind() == TaskQueueKind.TASK_QUEUE_KIND_STICKY) {
      stickyTold = true;
      stickyQueue.accept(queue.getName());
    }
  }

  private void given(Object answer) {
    switch (answer) {
      case PollActivityTaskQueueResponse task -> given(task);
      case PollWorkflowTaskQueueResponse task -> given(task);
      case RespondWorkflowTaskCompletedResponse done -> {
        done.getActivityTasksList().forEach(this::given);
        if (done.hasWorkflowTask()) {
          given(done.getWorkflowTask());
        }
      }
      default -> {}
    }
  }

  private void given(PollActivityTaskQueueResponse task) {
    if (!task.getTaskToken().isEmpty()) {
      attempts.begin(
          new Attempt(
              task.getTaskToken(),
              task.getWorkflowExecution().getWorkflowId(),
              task.getActivityType().getName()));
    }
  }

  /** A task that only brings a query is answered in another way and need not be settled. */
  private void given(PollWorkflowTaskQueueResponse task) {
    if (!task.getTaskToken().isEmpty() && !task.hasQuery()) {
      attempts.begin(
          new Attempt(task.getTaskToken(), task.getWorkflowExecution().getWorkflowId(), ""));
    }
  }

  private void answered(@Nullable Object asked, Status status) {
    ByteString token = token(asked);
    if (token == null || isWorthRetrying(status)) {
      return;
    }
    attempts.end(token);
    if (status.isOk()) {
      passCrashPoints(asked);
    }
  }

  private static @Nullable ByteString token(@Nullable Object asked) {
    return switch (asked) {
      case RespondActivityTaskCompletedRequest done -> done.getTaskToken();
      case RespondActivityTaskFailedRequest failed -> failed.getTaskToken();
      case RespondActivityTaskCanceledRequest cancelled -> cancelled.getTaskToken();
      case RespondWorkflowTaskCompletedRequest done -> done.getTaskToken();
      case RespondWorkflowTaskFailedRequest failed -> failed.getTaskToken();
      case null, default -> null;
    };
  }

  private static boolean isWorthRetrying(Status status) {
    return switch (status.getCode()) {
      case OK, NOT_FOUND, INVALID_ARGUMENT, PERMISSION_DENIED, FAILED_PRECONDITION -> false;
      default -> true;
    };
  }

  /** K5: the server has an activity's result. K6: it has scheduled a tool that nobody began. */
  private static void passCrashPoints(@Nullable Object asked) {
    if (asked instanceof RespondActivityTaskCompletedRequest) {
      CrashPoints.pass("K5");
    } else if (asked instanceof RespondWorkflowTaskCompletedRequest done
        && done.getCommandsList().stream().anyMatch(WireWatch::schedulesTool)) {
      CrashPoints.pass("K6");
    }
  }

  private static boolean schedulesTool(Command command) {
    return command.hasScheduleActivityTaskCommandAttributes()
        && command
            .getScheduleActivityTaskCommandAttributes()
            .getActivityType()
            .getName()
            .equals(io.codextemporal.activity.ActivityNames.RUN_TOOL);
  }
}
