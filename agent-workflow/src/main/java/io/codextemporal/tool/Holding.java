package io.codextemporal.tool;

import org.jspecify.annotations.Nullable;

/**
 * Who holds a place from now on.
 *
 * @param place as {@link ToolCall#place} names it
 * @param queue the task queue of the worker that holds it; null when nobody does any more
 */
public record Holding(String place, @Nullable String queue) {}
