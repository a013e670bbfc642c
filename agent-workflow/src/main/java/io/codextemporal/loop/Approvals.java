package io.codextemporal.loop;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.PendingRequest;

/**
 * Port: asks a person and blocks, for days if need be, until there is an answer or the turn is
 * interrupted.
 *
 * <p>The adapter emits {@code RequestOpened} and {@code RequestClosed}, remembers what was approved
 * for the session, and fills in its own folder where a request names none.
 */
public interface Approvals {
  ApprovalOutcome ask(PendingRequest request);

  /** The policy in force now; it may change while a turn runs. Under never, nobody is asked. */
  ApprovalMode mode();
}
