package io.codextemporal.workflow;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.Holding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of this session that run in the background, those asked for last at the end, and its
 * JavaScript kernel. Pure but for the events it tells.
 */
final class Terminals {
  private final Map<Integer, Terminal> running = new LinkedHashMap<>();
  private final SessionEvents events;

  Terminals(List<Terminal> carried, SessionEvents events) {
    this.events = events;
    carried.forEach(terminal -> running.put(terminal.id(), terminal));
  }

  /** Learns from a call; returns a command that is new. */
  Optional<Terminal> note(Holding holding) {
    Terminal fresh = holding.terminal();
    if (fresh != null) {
      Terminal before = running.put(fresh.id(), fresh);
      if (!fresh.equals(before)) {
        tell();
      }
      return before == null ? Optional.of(fresh) : Optional.empty();
    }
    for (Terminal terminal : all()) {
      if (terminal.place().equals(holding.place())) {
        use(terminal, holding);
      }
    }
    return Optional.empty();
  }

  private void use(Terminal terminal, Holding holding) {
    if (holding.queue() == null) {
      remove(terminal);
      return;
    }
    Boolean wakes = holding.wakes();
    running.remove(terminal.id());
    running.put(terminal.id(), wakes == null ? terminal : terminal.waking(wakes));
  }

  /** The one that nobody asked for the longest, where there are too many. */
  Optional<Terminal> oneTooMany() {
    List<Terminal> commands = all().stream().filter(one -> !one.runsCells()).toList();
    return commands.size() > MessageNames.MAX_TERMINALS
        ? Optional.of(commands.getFirst())
        : Optional.empty();
  }

  /** As it is now; empty when it is over. */
  Optional<Terminal> find(int id) {
    return Optional.ofNullable(running.get(id));
  }

  void remove(Terminal terminal) {
    if (running.remove(terminal.id()) != null) {
      tell();
    }
  }

  List<Terminal> all() {
    return List.copyOf(running.values());
  }

  private void tell() {
    events.emit(new AgentEvent.TerminalsChanged(all()));
  }
}
