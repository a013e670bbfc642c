package io.codextemporal.loop;

import io.codextemporal.conversation.History;
import io.codextemporal.protocol.SessionLimits;
import java.time.InstantSource;

/** A turn: prompt, model, tool calls, until the model asks for nothing. */
public final class TurnLoop {
  public TurnLoop(
      Model model,
      Tools tools,
      Events events,
      Interruption interruption,
      History history,
      Ledger ledger,
      SessionLimits limits,
      InstantSource clock) {}

  /** Begins a turn: says so, puts the prompt into the history, and runs it. */
  public TurnEnd begin(TurnState turn, Prompt prompt) {
    throw new UnsupportedOperationException("comes next");
  }

  /** Takes up a turn that another run suspended. */
  public TurnEnd run(TurnState turn) {
    throw new UnsupportedOperationException("comes next");
  }
}
