package io.codextemporal.worker.lifecycle;

import io.codextemporal.activities.store.ConversationPages;
import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.protocol.MessageNames;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowTargetOptions;
import java.util.List;
import java.util.Optional;

/** Asks a session for pages of its conversation by a query, which this machine's workers answer. */
public final class SessionPages implements ConversationPages {
  private final WorkflowClient client;

  public SessionPages(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public PageReply load(PageRequest request) {
    WorkflowTargetOptions.Builder target =
        WorkflowTargetOptions.newBuilder().setWorkflowId(request.session().value());
    if (!request.runId().isEmpty()) {
      target.setRunId(request.runId());
    }
    try {
      return client
          .newUntypedWorkflowStub(target.build(), Optional.of(MessageNames.WORKFLOW_TYPE))
          .query(MessageNames.QUERY_CONVERSATION, PageReply.class, request);
    } catch (WorkflowException | StatusRuntimeException e) {
      return new PageReply(List.of(), 0, reason(e));
    }
  }

  private static String reason(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
