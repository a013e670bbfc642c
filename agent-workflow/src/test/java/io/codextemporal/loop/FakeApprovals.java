package io.codextemporal.loop;

import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.PendingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** People who answer at once, as a test says. */
final class FakeApprovals implements Approvals {
  final List<PendingRequest> asked = new ArrayList<>();
  ApprovalMode mode = ApprovalMode.ON_REQUEST;
  Function<PendingRequest, ApprovalOutcome> person =
      request -> {
        throw new AssertionError("nobody expected " + request);
      };

  void decides(ApprovalDecision decision) {
    person = request -> new ApprovalOutcome.Decided(decision, "ada");
  }

  @Override
  public ApprovalOutcome ask(PendingRequest request) {
    asked.add(request);
    return person.apply(request);
  }

  @Override
  public ApprovalMode mode() {
    return mode;
  }
}
