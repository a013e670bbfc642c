package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the model may say about a command that was left running.
 *
 * @param chars keys to type; empty to look only
 * @param yield how long to wait for its end and for what it prints
 * @param wakes whether its end begins a turn; null leaves that as it was
 */
record WriteStdinArguments(
    int session, String chars, Duration yield, int maxOutputTokens, @Nullable Boolean wakes) {
  private static final int DEFAULT_YIELD = 250;
  private static final int LEAST_LOOK = 5_000;
  private static final int MOST_LOOK = 300_000;

  static WriteStdinArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    if (json.json().path("session_id").isMissingNode()) {
      throw new BadArgumentsException("missing field `session_id`");
    }
    String chars = json.text("chars", "");
    int yield = json.number("yield_time_ms", DEFAULT_YIELD);
    int waited =
        chars.isEmpty()
            ? Math.clamp(yield, LEAST_LOOK, MOST_LOOK)
            : Math.clamp(yield, ExecCommandArguments.LEAST_YIELD, ExecCommandArguments.MOST_YIELD);
    return new WriteStdinArguments(
        json.number("session_id", 0),
        chars,
        Duration.ofMillis(waited),
        json.number("max_output_tokens", ExecCommandArguments.DEFAULT_MAX_OUTPUT_TOKENS),
        json.json().path("wake_on_exit").isBoolean() ? json.flag("wake_on_exit", false) : null);
  }
}
