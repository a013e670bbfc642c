package io.codextemporal.workflow;

import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionDetail;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A session. One op signal in, one watermarked query out. */
@WorkflowInterface
public interface AgentWorkflow {
  /**
   * Lives until it is shut down.
   *
   * @return what it leaves: started again with it (as {@link SessionInput.Continued}, under the
   *     same id) the session is open again
   */
  @WorkflowMethod(name = MessageNames.WORKFLOW_TYPE)
  SessionSnapshot run(SessionInput input);

  @SignalMethod(name = MessageNames.SIGNAL_OP)
  void offer(Op op);

  @QueryMethod(name = MessageNames.QUERY_EVENTS)
  EventPage events(EventQuery query);

  @QueryMethod(name = MessageNames.QUERY_SHOW)
  SessionDetail show();

  /**
   * What a run leaves that ended without a result: cancelled, failed. Of a session that lives it
   * tells the present, without its running turn. A terminated run answers no query (the SDK does
   * not replay one): it is reset to its last workflow task instead.
   */
  @QueryMethod(name = MessageNames.QUERY_SNAPSHOT)
  SessionSnapshot snapshot();

  @QueryMethod(name = MessageNames.QUERY_CONVERSATION)
  PageReply conversation(PageRequest request);
}
