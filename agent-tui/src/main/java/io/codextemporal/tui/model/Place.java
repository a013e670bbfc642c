package io.codextemporal.tui.model;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where the screen works and under which settings.
 *
 * @param session null until the first message begins one
 * @param cwd as an absolute path
 * @param settings null until the configuration is read
 * @param coming what is being brought onto the screen, in a few words; empty when nothing is
 */
public record Place(
    @Nullable SessionId session,
    String cwd,
    String machine,
    @Nullable SessionSettings settings,
    String coming) {
  public Place(
      @Nullable SessionId session, String cwd, String machine, @Nullable SessionSettings settings) {
    this(session, cwd, machine, settings, "");
  }

  public Place with(SessionSettings next) {
    return new Place(session, cwd, machine, next, coming);
  }

  public Place awaiting(String what) {
    return new Place(session, cwd, machine, settings, what);
  }
}
