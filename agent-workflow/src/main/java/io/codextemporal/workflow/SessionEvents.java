package io.codextemporal.workflow;

import io.codextemporal.loop.Events;
import io.codextemporal.protocol.AgentEvent;

/** The one way an event comes to be: into the log for every screen, into the overview for us. */
final class SessionEvents implements Events {
  private final EventLog log;
  private final Overview overview;

  SessionEvents(EventLog log, Overview overview) {
    this.log = log;
    this.overview = overview;
  }

  @Override
  public void emit(AgentEvent event) {
    log.append(event);
    overview.fold(event);
  }
}
