package io.codextemporal.loop;

import io.codextemporal.protocol.AgentEvent;

/** Port: tells every screen what happened. Never blocks, never fails. */
public interface Events {
  void emit(AgentEvent event);
}
