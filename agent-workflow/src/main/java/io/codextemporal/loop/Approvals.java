package io.codextemporal.loop;

import io.codextemporal.protocol.PendingRequest;

/** Port: asks a person and blocks, for days if need be, until there is an answer. */
public interface Approvals {
  ApprovalOutcome ask(PendingRequest request);
}
