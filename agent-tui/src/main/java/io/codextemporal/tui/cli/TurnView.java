package io.codextemporal.tui.cli;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import java.util.List;

/** Shows one turn while it happens. Called by one thread. */
interface TurnView {
  /** The session is there and the message is durable. */
  void opened(SessionId session);

  /** An event of the followed turn. */
  void event(AgentEvent event);

  /** What running activities have produced so far. */
  void beats(List<StreamBeat> beats);

  /** Something about the connection or the machine that the person should know. */
  void note(String text);

  /** Following ended. The last call. */
  void ended(SessionId session, TurnOutcome outcome);

  /** Whether {@link #beats} shows anything, so that they need to be fetched. */
  boolean streams();
}
