package io.codextemporal.protocol;

/**
 * Asks for events after a watermark.
 *
 * @param after the last sequence number the client has; 0 for all
 * @param maxBytes a bound on the page's JSON, about
 */
public record EventQuery(long after, int maxBytes) {
  public static EventQuery unreadable(String reason) {
    return new EventQuery(Long.MAX_VALUE, 0);
  }
}
