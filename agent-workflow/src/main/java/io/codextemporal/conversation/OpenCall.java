package io.codextemporal.conversation;

import io.codextemporal.protocol.CallId;

/** A call in a history that has no output yet. */
public record OpenCall(CallId id, boolean custom) {}
