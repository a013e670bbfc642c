package io.codextemporal.tui.session;

import java.util.Optional;

/** What a screen shows when it opens. */
public sealed interface Opening {
  /** Nothing: the first message begins a session. */
  record Fresh() implements Opening {}

  /**
   * A session that is there.
   *
   * @param id as it was typed; empty means the newest
   * @param everywhere the newest of any folder
   */
  record Resume(Optional<String> id, boolean everywhere) implements Opening {}

  /** A list to pick from. */
  record Pick(boolean everywhere) implements Opening {}

  /** A new session that knows what another one's model has seen. */
  record Fork(Optional<String> id, boolean everywhere) implements Opening {}
}
