package io.codextemporal.workflow;

import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionDetail;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/**
 * The session as a workflow: hands what Temporal brings to a {@link Session}.
 *
 * <p>A run whose input does not open does nothing and fails. A cancellation by Temporal's own means
 * shuts the session down as its op would, so that nothing is left behind; Temporal then keeps no
 * result, and the session is reopened from the answer of its snapshot query.
 */
public final class AgentWorkflowImpl implements AgentWorkflow {
  private static final OpId CANCELLED = new OpId("temporal-cancel");

  private final @Nullable Session session;
  private final String refusal;
  private @Nullable SessionSnapshot left;

  @WorkflowInit
  public AgentWorkflowImpl(SessionInput input) {
    switch (input) {
      case SessionInput.Fresh(var start) -> {
        session = new Session(SessionSnapshot.of(start), true);
        refusal = "";
      }
      case SessionInput.Continued(var snapshot) -> {
        boolean reopens = Workflow.getInfo().getContinuedExecutionRunId().isEmpty();
        session = new Session(snapshot, reopens);
        refusal = "";
      }
      case SessionInput.Unreadable(String reason) -> {
        session = null;
        refusal = reason;
      }
    }
  }

  @Override
  public SessionSnapshot run(SessionInput input) {
    Session live = session();
    CancellationScope.current()
        .getCancellationRequest()
        .thenApply(reason -> {
          live.offer(new Op.Shutdown(CANCELLED, "temporal"));
          return reason;
        });
    Workflow.newDetachedCancellationScope(() -> left = live.live()).run();
    SessionSnapshot snapshot = left;
    if (snapshot == null) {
      throw ApplicationFailure.newNonRetryableFailure("it left nothing", FailureType.FATAL);
    }
    return snapshot;
  }

  @Override
  public void offer(Op op) {
    Session live = session;
    if (live != null) {
      live.offer(op);
    }
  }

  @Override
  public EventPage events(EventQuery query) {
    Session live = session;
    return live == null ? EventPage.unreadable(refusal) : live.events(query);
  }

  @Override
  public SessionDetail show() {
    return session().show();
  }

  @Override
  public SessionSnapshot snapshot() {
    return session().snapshot();
  }

  @Override
  public PageReply conversation(PageRequest request) {
    Session live = session;
    return live == null ? PageReply.unreadable(refusal) : live.conversation(request);
  }

  private Session session() {
    if (session == null) {
      throw ApplicationFailure.newNonRetryableFailure(refusal, FailureType.UNREADABLE);
    }
    return session;
  }
}
