package io.codextemporal.loop;

import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.TurnId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that a turn knows between two iterations, so that another run of the session can take it up.
 *
 * @param iterations model calls made
 * @param lastBatch digest of the last batch of calls and their outputs, empty at first
 * @param sameBatches how many identical batches came in a row
 * @param denials how many batches with nothing but denials came in a row
 * @param outageSince when the outage the turn sleeps through began, or null
 * @param patience the longest single wait, or null for the session's own limits
 */
public record TurnState(
    TurnId turn,
    OpId op,
    Instant startedAt,
    int iterations,
    String lastBatch,
    int sameBatches,
    int denials,
    @Nullable Instant outageSince,
    TokenUsage usage,
    @Nullable Duration patience,
    @Nullable String outputSchema) {
  public static TurnState begin(
      TurnId turn,
      OpId op,
      Instant now,
      @Nullable Duration patience,
      @Nullable String outputSchema) {
    return new TurnState(turn, op, now, 0, "", 0, 0, null, TokenUsage.ZERO, patience, outputSchema);
  }
}
