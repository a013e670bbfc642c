package io.codextemporal.loop;

import io.codextemporal.protocol.ErrorKind;

/** How a turn, or this run's part of it, ended. The loop has emitted the event that says so. */
public sealed interface TurnEnd {
  record Completed(String lastMessage) implements TurnEnd {}

  record Failed(ErrorKind kind, String message) implements TurnEnd {}

  record Aborted(String by) implements TurnEnd {}

  /** Not ended: the session continues as new and takes the turn up from here. */
  record Suspended(TurnState state) implements TurnEnd {}
}
