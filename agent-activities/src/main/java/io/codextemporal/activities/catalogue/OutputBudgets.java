package io.codextemporal.activities.catalogue;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.protocol.MessageNames;

/**
 * How much of a tool's output its reader gets: as the session's settings say, else as the model's
 * record does; never more than travels.
 */
public final class OutputBudgets {
  /** Room for what a tool says around its output. */
  private static final int FRAME_BYTES = 2_000;

  private static final int MOST_BYTES = MessageNames.MAX_TOOL_OUTPUT_BYTES - FRAME_BYTES;
  private static final int BYTES_PER_TOKEN = 4;

  private final ModelCatalogue models;

  public OutputBudgets(ModelCatalogue models) {
    this.models = models;
  }

  /** Where nobody knows which model reads it, what a model gets that nothing is known of. */
  public TruncationPolicy of(ToolRun run) {
    Long tokens = run.settings().outputTokens();
    if (tokens != null) {
      return TruncationPolicy.tokens(Math.clamp(tokens, 1, MOST_BYTES / BYTES_PER_TOKEN));
    }
    TruncationPolicy policy = models.find(run.model() == null ? "" : run.model()).truncation();
    return policy.budgetBytes() <= MOST_BYTES
        ? policy
        : TruncationPolicy.tokens(MOST_BYTES / BYTES_PER_TOKEN);
  }
}
