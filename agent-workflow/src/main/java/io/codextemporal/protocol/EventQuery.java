package io.codextemporal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks for events after a watermark, or for the newest ones before a number.
 *
 * @param after the last sequence number the client has; 0 for all
 * @param maxBytes a bound on the page's JSON, about
 * @param before null asks forwards, from {@code after} on; a number asks backwards: the page ends
 *     with the last event before it and begins where {@code maxBytes} or {@code after} says
 */
public record EventQuery(long after, int maxBytes, @Nullable Long before) {
  public EventQuery(long after, int maxBytes) {
    this(after, maxBytes, null);
  }

  /** The newest events before {@code seq}, which may lie beyond the last. */
  public static EventQuery before(long seq, int maxBytes) {
    return new EventQuery(0, maxBytes, seq);
  }

  public static EventQuery unreadable(String reason) {
    return new EventQuery(Long.MAX_VALUE, 0);
  }
}
