package io.codextemporal.activities.shell;

import io.codextemporal.protocol.SessionId;

/** Port: whether a session still lives. */
public interface OpenSessions {
  /** True only where the server says that it has ended, or knows none of that name. */
  boolean isOver(SessionId session);
}
