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
 * @param iterations answers the model gave
 * @param lastBatch digest of the last batch of calls and their outputs, empty at first
 * @param sameBatches how many identical batches came in a row
 * @param denials how many batches with nothing but denials came in a row
 * @param waitingSince when the wait for the model began that no answer has ended yet, or null
 * @param usage the sum over the turn's requests
 * @param patience how long in all to wait for a model that answers "later", or null for the
 *     session's own limits; where it is given, nobody is there to sign in either
 */
public record TurnState(
    TurnId turn,
    OpId op,
    Instant startedAt,
    int iterations,
    String lastBatch,
    int sameBatches,
    int denials,
    @Nullable Instant waitingSince,
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

  /** The model answered: one more iteration, no wait. */
  TurnState answered(TokenUsage more) {
    return new TurnState(
        turn,
        op,
        startedAt,
        iterations + 1,
        lastBatch,
        sameBatches,
        denials,
        null,
        usage.plus(more),
        patience,
        outputSchema);
  }

  TurnState waitingSince(Instant since) {
    return new TurnState(
        turn,
        op,
        startedAt,
        iterations,
        lastBatch,
        sameBatches,
        denials,
        since,
        usage,
        patience,
        outputSchema);
  }

  TurnState afterBatch(String batch, boolean allDenied) {
    return new TurnState(
        turn,
        op,
        startedAt,
        iterations,
        batch,
        batch.equals(lastBatch) ? sameBatches + 1 : 1,
        allDenied ? denials + 1 : 0,
        waitingSince,
        usage,
        patience,
        outputSchema);
  }
}
