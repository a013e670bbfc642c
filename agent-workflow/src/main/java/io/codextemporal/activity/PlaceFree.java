package io.codextemporal.activity;

import io.codextemporal.protocol.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * End what is held in this place.
 *
 * @param place as {@link io.codextemporal.tool.ToolCall#place} names it
 * @param owner the queue of the worker that holds it, as far as the session knows
 */
public record PlaceFree(SessionId session, String place, @Nullable String owner) {}
