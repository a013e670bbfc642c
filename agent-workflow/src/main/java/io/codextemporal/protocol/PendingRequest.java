package io.codextemporal.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open question to a person, kept by call id until it is answered.
 *
 * @param digest lower-case hex SHA-256 of exactly what is shown; an answer may name it
 */
public record PendingRequest(
    CallId call,
    @Nullable TurnId turn,
    Ask ask,
    String cwd,
    String reason,
    String digest,
    Instant askedAt) {}
