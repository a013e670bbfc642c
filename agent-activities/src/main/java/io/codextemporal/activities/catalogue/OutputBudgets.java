package io.codextemporal.activities.catalogue;

import io.codextemporal.config.Config;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.protocol.MessageNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of a tool's output its reader gets: as the model's record says, or {@code
 * tool_output_token_limit} of the machine's configuration for all; never more than travels.
 */
public final class OutputBudgets {
  /** Room for what a tool says around its output. */
  private static final int FRAME_BYTES = 2_000;

  private static final int MOST_BYTES = MessageNames.MAX_TOOL_OUTPUT_BYTES - FRAME_BYTES;
  private static final int BYTES_PER_TOKEN = 4;

  private final ModelCatalogue models;
  private final Optional<Long> configured;

  public OutputBudgets(ModelCatalogue models, Config config) {
    this.models = models;
    this.configured = config.number("tool_output_token_limit");
  }

  /**
   * @param model who reads the output, or null where that is not known: then what a model gets that
   *     nothing is known of
   */
  public TruncationPolicy of(@Nullable String model) {
    if (configured.isPresent()) {
      return TruncationPolicy.tokens(Math.clamp(configured.get(), 1, MOST_BYTES / BYTES_PER_TOKEN));
    }
    TruncationPolicy policy = models.find(model == null ? "" : model).truncation();
    return policy.budgetBytes() <= MOST_BYTES
        ? policy
        : TruncationPolicy.tokens(MOST_BYTES / BYTES_PER_TOKEN);
  }
}
