package io.codextemporal.activities.model;

import io.codextemporal.protocol.ErrorKind;
import java.time.Duration;
import java.time.Instant;

/** What to do about a request that failed. {@code sentence} is for the user. */
public sealed interface Verdict {
  /** Ask again soon; Temporal waits. */
  record Retry(Duration delay, String sentence) implements Verdict {}

  /** Ask again then; the session sleeps. */
  record Later(ErrorKind kind, String sentence, Instant until) implements Verdict {}

  /** Nothing will help. */
  record Failed(ErrorKind kind, String sentence) implements Verdict {}
}
