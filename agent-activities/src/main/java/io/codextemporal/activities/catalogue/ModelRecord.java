package io.codextemporal.activities.catalogue;

import io.codextemporal.policy.TruncationPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a model.
 *
 * @param window context window, tokens
 * @param efforts reasoning efforts it takes, weakest first; empty when it takes none
 * @param defaultEffort what is asked for when nobody says, or null to leave it to the provider
 * @param freeformPatch whether it writes patches as free text under a grammar
 * @param verbosity whether it takes {@code text.verbosity}
 * @param images whether it looks at images
 * @param truncation how much of a tool's output it gets
 */
public record ModelRecord(
    String name,
    long window,
    List<String> efforts,
    @Nullable String defaultEffort,
    boolean freeformPatch,
    boolean verbosity,
    boolean images,
    TruncationPolicy truncation) {
  public ModelRecord {
    efforts = List.copyOf(efforts);
  }

  public boolean reasons() {
    return !efforts.isEmpty();
  }
}
