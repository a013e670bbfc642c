package io.codextemporal.activities.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.policy.ApprovalPolicy;
import io.codextemporal.policy.CommandFacts;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.ExecPolicy;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.policy.Whereabouts;
import io.codextemporal.protocol.Ask;
import io.codextemporal.tool.ToolOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the facts about a command, asks the policy, and holds a person's approval to exactly what
 * was shown: argument vector, folder and reason.
 */
final class CommandApproval {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No sandbox yet: nothing can be confined. */
  private static final boolean SANDBOX_AVAILABLE = false;

  /** Why the command must not start now; empty when it may. */
  static Optional<ToolOutcome> objection(
      ToolRun run,
      List<String> command,
      ExecCommandArguments arguments,
      String cwd,
      Whereabouts where) {
    if (run.byUser()) {
      return Optional.empty();
    }
    CommandFacts facts =
        new CommandFacts(
            command,
            arguments.cmd(),
            arguments.escalated(),
            arguments.justification(),
            java.util.List.of(),
            run.settings().approval(),
            run.settings().granular(),
            run.settings().sandbox(),
            SANDBOX_AVAILABLE);
    return switch (ApprovalPolicy.decide(facts, ExecPolicy.EMPTY, where).decision()) {
      case Decision.Run(boolean sandboxed) ->
          sandboxed ? refused("there is no sandbox to run it in") : Optional.empty();
      case Decision.Refuse(String reason) -> refused(reason);
      case Decision.Ask(String reason, boolean sandboxed, boolean particular) ->
          unlessGranted(run, command, arguments.cmd(), cwd, reason);
    };
  }

  private static Optional<ToolOutcome> unlessGranted(
      ToolRun run, List<String> command, String script, String cwd, String reason) {
    String digest = digest(command, cwd, reason);
    ToolRun.Grant grant = run.grant();
    Ask ask = new Ask.Command(command, script, null);
    boolean granted =
        grant != null && grant.digest().equals(digest)
            || run.sessionGrants().contains(GrantKey.same(ask, cwd));
    return granted
        ? Optional.empty()
        : Optional.of(new ToolOutcome.NeedsApproval(ask, cwd, reason, digest));
  }

  static String digest(List<String> command, String cwd, String reason) {
    try {
      return Sha256.hex(JSON.writeValueAsString(List.of(command, cwd, reason)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts always become JSON", e);
    }
  }

  private static Optional<ToolOutcome> refused(String reason) {
    return Optional.of(
        new ToolOutcome.Refused(
            reason.equals(ApprovalPolicy.NO_ESCALATION)
                ? reason
                : "exec_command failed: Rejected(\"" + reason + "\")"));
  }

  private CommandApproval() {}
}
