package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model may say about a command. Arguments that are not known are left aside; {@code tty}
 * and {@code yield_time_ms} mean nothing until commands can be left running.
 *
 * @param workdir null for the session's folder
 * @param shell null for the user's own
 * @param login whether the login shell's environment counts
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
    int maxOutputTokens,
    boolean escalated,
    String justification,
    List<String> prefixRule) {
  static final int DEFAULT_MAX_OUTPUT_TOKENS = 10_000;

  static ExecCommandArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    return new ExecCommandArguments(
        json.requiredText("cmd"),
        json.text("workdir"),
        json.text("shell"),
        json.flag("login", true),
        json.number("max_output_tokens", DEFAULT_MAX_OUTPUT_TOKENS),
        json.choice("sandbox_permissions", "use_default", "require_escalated")
            .equals("require_escalated"),
        json.text("justification", ""),
        json.texts("prefix_rule"));
  }
}
