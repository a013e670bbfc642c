package io.codextemporal.tui.cli;

import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.TokenUsage;
import java.time.Duration;
import java.util.List;

/** How following a turn ended, for the person and for the exit code. */
public sealed interface TurnOutcome {
  record Answered(String lastMessage, TokenUsage usage) implements TurnOutcome {}

  record Failed(ErrorKind kind, String message) implements TurnOutcome {}

  /** Somebody ended the turn. */
  record Interrupted(String by) implements TurnOutcome {}

  /** The session did not take the message. */
  record Refused(String reason) implements TurnOutcome {}

  /** The session ended before the turn did. */
  record Closed(String by) implements TurnOutcome {}

  /** Open questions that nobody here can answer; they stay open in the session. */
  record NeedsPerson(List<PendingRequest> requests) implements TurnOutcome {
    public NeedsPerson {
      requests = List.copyOf(requests);
    }
  }

  /** The client's own patience ended; the session goes on. */
  record TimedOut(Duration after) implements TurnOutcome {}

  /** The person left; the session goes on. */
  record Left() implements TurnOutcome {}
}
