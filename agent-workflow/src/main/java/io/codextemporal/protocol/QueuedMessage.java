package io.codextemporal.protocol;

/** A message that waits for the running turn to end; {@code entry} is the op that queued it. */
public record QueuedMessage(OpId entry, String from, String text) {}
