package io.codextemporal.tui.update;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SequencedEvent;
import java.util.List;

/**
 * Leaves out of events who did it where that is the person at this screen: only others are named.
 * Pure.
 */
final class Hands {
  /** {@code self} is what this screen signs with: {@code tui 4711 ada@box}. */
  static List<SequencedEvent> unsigned(List<SequencedEvent> events, String self) {
    return events.stream()
        .map(event -> new SequencedEvent(event.seq(), event.at(), unsigned(event.event(), self)))
        .toList();
  }

  private static AgentEvent unsigned(AgentEvent event, String self) {
    return switch (event) {
      case AgentEvent.UserMessage said when isSame(said.from(), self) -> said.saidBy("");
      case AgentEvent.TurnAborted aborted when isSame(aborted.by(), self) ->
          new AgentEvent.TurnAborted(aborted.turn(), "", aborted.millis());
      case AgentEvent.RequestClosed closed when isSame(closed.by(), self) ->
          new AgentEvent.RequestClosed(closed.call(), closed.outcome(), "you");
      case AgentEvent.SettingsChanged changed when isSame(changed.by(), self) ->
          new AgentEvent.SettingsChanged(changed.settings(), "you");
      case AgentEvent.SessionClosed closed when isSame(closed.by(), self) ->
          new AgentEvent.SessionClosed("you");
      default -> event;
    };
  }

  /** The same kind of client of the same person, whichever process it was. */
  static boolean isSame(String one, String other) {
    String[] mine = one.split(" ");
    String[] theirs = other.split(" ");
    return mine.length == 3
        && theirs.length == 3
        && mine[0].equals(theirs[0])
        && mine[2].equals(theirs[2]);
  }

  private Hands() {}
}
