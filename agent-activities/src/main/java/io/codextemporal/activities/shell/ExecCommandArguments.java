package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model may say about a command. Arguments that are not known are left aside.
 *
 * @param workdir null for the session's folder
 * @param shell null for the user's own
 * @param login whether the login shell's environment counts
 * @param tty whether it gets a terminal
 * @param yield how long to wait for its end before it is left running
 * @param wakes whether its end, when it was left running, begins a turn
 * @param maxOutputTokens at least 0
 * @param escalated whether it asks to run outside the sandbox
 * @param justification empty when none was given
 * @param prefixRule the prefix it would like to be allowed for good; empty when none
 */
record ExecCommandArguments(
    String cmd,
    @Nullable String workdir,
    @Nullable String shell,
    boolean login,
    boolean tty,
    Duration yield,
    boolean wakes,
    int maxOutputTokens,
    boolean escalated,
    String justification,
    List<String> prefixRule) {
  static final int DEFAULT_MAX_OUTPUT_TOKENS = 10_000;
  static final int LEAST_YIELD = 250;
  static final int MOST_YIELD = 30_000;
  private static final int DEFAULT_YIELD = 10_000;

  static ExecCommandArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    return new ExecCommandArguments(
        json.requiredText("cmd"),
        json.text("workdir"),
        json.text("shell"),
        json.flag("login", true),
        json.flag("tty", false),
        Duration.ofMillis(
            Math.clamp(json.number("yield_time_ms", DEFAULT_YIELD), LEAST_YIELD, MOST_YIELD)),
        json.flag("wake_on_exit", false),
        json.number("max_output_tokens", DEFAULT_MAX_OUTPUT_TOKENS),
        json.choice("sandbox_permissions", "use_default", "require_escalated")
            .equals("require_escalated"),
        json.text("justification", ""),
        json.texts("prefix_rule"));
  }
}
