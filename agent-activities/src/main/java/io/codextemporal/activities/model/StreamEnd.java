package io.codextemporal.activities.model;

import java.util.Map;

/** How a request to the provider ended, as far as it is known; nothing here says what to do. */
public sealed interface StreamEnd {
  /** {@code response.completed}. */
  record Completed() implements StreamEnd {}

  /** {@code response.incomplete}. */
  record Incomplete(String reason) implements StreamEnd {}

  /** {@code response.failed} or an {@code error} event. */
  record Failed(String code, String message) implements StreamEnd {}

  /**
   * An HTTP error.
   *
   * @param headers names in lower case
   * @param code the error's code or, where it has none, its type; may be empty
   * @param body the error's JSON
   */
  record Refused(int status, Map<String, String> headers, String code, String message, String body)
      implements StreamEnd {
    public Refused {
      headers = Map.copyOf(headers);
    }
  }

  /** The connection broke, was never made, or the stream ended without a terminal event. */
  record Broken(boolean connected, String why) implements StreamEnd {}

  /** The connection cannot be made whatever one does: a certificate, an address. */
  record Unusable(String why) implements StreamEnd {}
}
