package io.codextemporal.worker.lifecycle;

import io.codextemporal.activities.journal.CrashPoints;
import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ModelCall;
import io.codextemporal.activity.ToolRun;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Around every activity and every session: log lines say which session, turn and call they are
 * about, and an activity that breaks because its worker ends fails in the way that lets the next
 * worker take it at once.
 */
final class WorkerInterceptors extends WorkerInterceptorBase {
  static final String SESSION = "session";
  static final String TURN = "turn";
  static final String CALL = "call";

  private final BooleanSupplier ending;

  /** {@code ending} says whether the worker is past its grace time. */
  WorkerInterceptors(BooleanSupplier ending) {
    this.ending = ending;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Activity(next);
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new Session(next);
  }

  private final class Activity extends ActivityInboundCallsInterceptorBase {
    private String session = "";

    Activity(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      session = String.valueOf(context.getInfo().getWorkflowId());
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      describe(input.getArguments());
      try {
        return super.execute(input);
      } catch (ActivityCanceledException cancelled) {
        throw cancelled;
      } catch (RuntimeException broken) {
        throw ending.getAsBoolean() ? stopping(broken) : broken;
      } finally {
        MDC.remove(SESSION);
        MDC.remove(TURN);
        MDC.remove(CALL);
      }
    }

    private void describe(Object[] arguments) {
      MDC.put(SESSION, session);
      switch (arguments.length == 0 ? null : arguments[0]) {
        case ToolRun run -> {
          put(TURN, run.turn());
          put(CALL, run.call().id());
        }
        case ModelCall call -> put(TURN, call.turn());
        case null, default -> {}
      }
    }
  }

  private static void put(String key, @Nullable Object value) {
    if (value != null) {
      MDC.put(key, value.toString());
    }
  }

  private static RuntimeException stopping(RuntimeException broken) {
    return ApplicationFailure.newBuilder()
        .setMessage("the worker is stopping")
        .setType(FailureType.WORKER_STOPPING)
        .setNextRetryDelay(Duration.ofMillis(1))
        .setCause(broken)
        .build();
  }

  private static final class Session extends WorkflowInboundCallsInterceptorBase {
    Session(WorkflowInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(WorkflowOutboundCallsInterceptor outbound) {
      super.init(new Outbound(outbound));
    }
  }

  private static final class Outbound extends WorkflowOutboundCallsInterceptorBase {
    Outbound(WorkflowOutboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void continueAsNew(ContinueAsNewInput input) {
      CrashPoints.pass("K14");
      super.continueAsNew(input);
    }
  }
}
