package io.codextemporal.loop;

import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Brings one call to its one output. */
public final class CallRunner {
  public CallRunner(
      Hands hands,
      Approvals approvals,
      Events events,
      Interruption interruption,
      InstantSource clock) {}

  /** Runs the call; {@code turn} is null for a command of the user's own. */
  public ToolResult run(@Nullable TurnId turn, ToolCall call) {
    throw new UnsupportedOperationException("comes next");
  }
}
