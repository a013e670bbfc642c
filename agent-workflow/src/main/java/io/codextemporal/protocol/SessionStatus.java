package io.codextemporal.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a session stands, in one glance.
 *
 * @param why a sentence where the state needs one (a failure, a wait), else empty
 */
public record SessionStatus(
    SessionState state,
    @Nullable WaitingFor waitingFor,
    @Nullable Instant until,
    @Nullable TurnId turn,
    String why) {
  public static final SessionStatus IDLE =
      new SessionStatus(SessionState.IDLE, null, null, null, "");

  public static SessionStatus unreadable(String reason) {
    return new SessionStatus(SessionState.UNKNOWN, null, null, null, reason);
  }
}
