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
 */
public record Place(
    @Nullable SessionId session, String cwd, String machine, @Nullable SessionSettings settings) {
  public Place with(SessionSettings next) {
    return new Place(session, cwd, machine, next);
  }
}
