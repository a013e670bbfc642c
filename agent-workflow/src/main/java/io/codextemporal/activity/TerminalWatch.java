package io.codextemporal.activity;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Wait for the end of this command.
 *
 * @param owner the queue of the worker that holds it, as far as the session knows
 */
public record TerminalWatch(SessionId session, Terminal terminal, @Nullable String owner) {}
