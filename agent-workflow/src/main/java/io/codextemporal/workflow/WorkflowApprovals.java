package io.codextemporal.workflow;

import io.codextemporal.loop.ApprovalOutcome;
import io.codextemporal.loop.Approvals;
import io.codextemporal.loop.Events;
import io.codextemporal.loop.Interruption;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/**
 * Opens a request and waits for its answer. The handler of the answer's op tells that it was
 * closed; here only what falls away is told.
 */
final class WorkflowApprovals implements Approvals {
  private final PendingDecisions decisions;
  private final CurrentSettings settings;
  private final Events events;
  private final Interruption interruption;
  private final Visibility visibility;

  WorkflowApprovals(
      PendingDecisions decisions,
      CurrentSettings settings,
      Events events,
      Interruption interruption,
      Visibility visibility) {
    this.decisions = decisions;
    this.settings = settings;
    this.events = events;
    this.interruption = interruption;
    this.visibility = visibility;
  }

  @Override
  public ApprovalOutcome ask(PendingRequest asked) {
    PendingRequest request = placed(asked);
    decisions.open(request);
    events.emit(new AgentEvent.RequestOpened(request));
    Optional<String> before = decisions.approvedForTurn(request);
    if (before.isPresent()) {
      return approvedBefore(request, before.get());
    }
    visibility.refresh();
    Workflow.await(
        () -> decisions.isAnswered(request.call()) || interruption.requestedBy() != null);
    Optional<ApprovalOutcome> answer = decisions.takeAnswer(request.call());
    if (answer.isEmpty()) {
      String outcome = decisions.withdraw(request.call());
      events.emit(new AgentEvent.RequestClosed(request.call(), outcome, ""));
    }
    visibility.refresh();
    return answer.orElseGet(ApprovalOutcome.Interrupted::new);
  }

  private ApprovalOutcome approvedBefore(PendingRequest request, String by) {
    ApprovalDecision decision = new ApprovalDecision.ApprovedForTurn();
    String outcome =
        decisions.answer(new Op.Approval(new OpId("before"), by, request.call(), decision, null));
    decisions.takeAnswer(request.call());
    events.emit(new AgentEvent.RequestClosed(request.call(), outcome, by));
    return new ApprovalOutcome.Decided(decision, by);
  }

  @Override
  public ApprovalMode mode() {
    return settings.get().tools().approval();
  }

  private PendingRequest placed(PendingRequest request) {
    return request.cwd().isEmpty()
        ? new PendingRequest(
            request.call(),
            request.turn(),
            request.ask(),
            settings.get().tools().cwd(),
            request.reason(),
            request.digest(),
            request.askedAt())
        : request;
  }
}
