package io.codextemporal.activities.scripted;

/** How a scripted stream ends. */
public enum Ending {
  /** {@code response.completed}. */
  COMPLETED,
  /** {@code response.incomplete}, cut at the output limit. */
  MAX_OUTPUT_TOKENS,
  /** {@code response.incomplete}, stopped by a content filter. */
  CONTENT_FILTER,
  /** {@code response.failed}: rate_limit_exceeded, "try again in 0.5s". */
  FAILED_RATE_LIMIT,
  /** {@code response.failed}: context_length_exceeded. */
  FAILED_CONTEXT,
  /** {@code response.failed}: insufficient_quota. */
  FAILED_QUOTA,
  /** {@code response.failed}: server_is_overloaded. */
  FAILED_OVERLOADED,
  /** {@code response.failed}: server_error. */
  FAILED_SERVER,
  /** The bare {@code error} event. */
  ERROR_EVENT,
  /** The stream ends well, but no terminal event came. */
  NO_TERMINAL,
  /** The connection breaks. */
  CUT,
  /** Nothing more comes; the connection stays open until the client leaves. */
  HANG
}
