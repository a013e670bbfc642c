package io.codextemporal.activities.repl;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.policy.CodeSafety;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.tool.ToolOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Asks the policy about a cell, and holds a person's approval to exactly the code that was shown.
 */
final class CellApproval {
  /**
   * How a cell was judged.
   *
   * @param stop why it must not run now; empty when it may
   */
  record Verdict(Judgement judgement, Optional<ToolOutcome> stop) {}

  static Verdict judge(ToolRun run, boolean sandboxAvailable) {
    return switch (CodeSafety.decide(
        run.settings().approval(), run.settings().sandbox(), sandboxAvailable)) {
      case Decision.Run(boolean sandboxed) -> go(sandboxed, "the policy lets code run");
      case Decision.Refuse(String reason) ->
          new Verdict(
              new Judgement("refuse", false, reason),
              Optional.of(new ToolOutcome.Refused("js_repl failed: " + reason)));
      case Decision.Ask ask -> asked(run, ask);
    };
  }

  private static Verdict asked(ToolRun run, Decision.Ask decision) {
    String code = run.call().arguments();
    String cwd = run.settings().cwd();
    Ask.Command ask =
        new Ask.Command(List.of(run.call().name(), code), code, null, !decision.sandboxed());
    String digest =
        Sha256.hex(
            code, "\0", cwd, "\0", decision.reason(), decision.sandboxed() ? "\0" : "\0unconfined");
    ToolRun.Grant grant = run.grant();
    if (grant != null && (grant.again() || grant.digest().equals(digest))) {
      return go(decision.sandboxed(), "approved");
    }
    if (run.sessionGrants().contains(GrantKey.same(ask, cwd))) {
      return go(decision.sandboxed(), "approved for the session");
    }
    return new Verdict(
        new Judgement("ask", decision.sandboxed(), decision.reason()),
        Optional.of(new ToolOutcome.NeedsApproval(ask, cwd, decision.reason(), digest)));
  }

  private static Verdict go(boolean sandboxed, String why) {
    return new Verdict(new Judgement("run", sandboxed, why), Optional.empty());
  }

  private CellApproval() {}
}
