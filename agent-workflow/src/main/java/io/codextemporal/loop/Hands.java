package io.codextemporal.loop;

import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port of {@link CallRunner}: one attempt at one call on the machine. Blocks; never throws. */
public interface Hands {
  /**
   * Runs the call if the policy lets it.
   *
   * @param turn null for a command of the user's own, which runs as typed
   * @param grant what a person approved, or null
   * @return empty when the turn was interrupted while it ran
   */
  Optional<ToolOutcome> attempt(@Nullable TurnId turn, ToolCall call, @Nullable Grant grant);
}
