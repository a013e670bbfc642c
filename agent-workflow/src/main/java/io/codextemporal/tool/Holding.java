package io.codextemporal.tool;

import io.codextemporal.protocol.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a place from now on.
 *
 * @param place as {@link ToolCall#place} names it
 * @param queue the task queue of the worker that holds it; null when nobody does any more
 * @param terminal the command that runs on there, where the call started it; else null
 * @param wakes whether its end is to begin a turn; null leaves that as it was
 */
public record Holding(
    String place, @Nullable String queue, @Nullable Terminal terminal, @Nullable Boolean wakes) {
  public Holding(String place, @Nullable String queue) {
    this(place, queue, null, null);
  }

  /** A command runs on. */
  public static Holding of(Terminal terminal, String queue) {
    return new Holding(terminal.place(), queue, terminal, null);
  }
}
