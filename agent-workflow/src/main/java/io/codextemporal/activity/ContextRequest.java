package io.codextemporal.activity;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what the model must be told about its place: everything, or, where {@code told} names
 * what it was told last, only what changed since.
 */
public record ContextRequest(
    SessionId session, SessionSettings settings, @Nullable SessionSettings told) {}
