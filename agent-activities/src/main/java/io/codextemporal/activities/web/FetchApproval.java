package io.codextemporal.activities.web;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.FetchFacts;
import io.codextemporal.policy.FetchSafety;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.tool.ToolOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Asks the policy about a page, and holds a person's approval to the address that was shown.
 *
 * @param stop why it must not be read now; empty when it may
 */
record FetchApproval(Judgement judgement, Optional<ToolOutcome> stop) {
  /**
   * @param found whether the address was an answer to a search
   */
  static FetchApproval judge(ToolRun run, WebFetchArguments page, boolean found) {
    ToolSettings settings = run.settings();
    FetchFacts facts =
        new FetchFacts(
            page.url().toString(),
            found,
            settings.approval(),
            settings.granular(),
            settings.sandbox(),
            settings.networkAccess());
    return switch (FetchSafety.decide(facts)) {
      case Decision.Run unasked -> go(found ? "a search found it" : "the session has the network");
      case Decision.Refuse(String reason) ->
          stop("refuse", reason, new ToolOutcome.Refused("web_fetch rejected: " + reason));
      case Decision.Ask ask -> asked(run, page, ask.reason());
    };
  }

  private static FetchApproval asked(ToolRun run, WebFetchArguments page, String reason) {
    Ask ask = new Ask.Fetch(page.url().toString(), page.site());
    String cwd = run.settings().cwd();
    String digest = Sha256.hex("fetch", "\0", page.url().toString(), "\0", reason);
    ToolRun.Grant grant = run.grant();
    if (grant != null && grant.digest().equals(digest)) {
      return go("approved");
    }
    return run.sessionGrants().contains(GrantKey.same(ask, cwd))
        ? go("approved for the session")
        : stop("ask", reason, new ToolOutcome.NeedsApproval(ask, cwd, reason, digest));
  }

  ToolOutcome told(ToolOutcome outcome) {
    return new ToolOutcome.Judged(judgement, List.of(), outcome);
  }

  private static FetchApproval go(String why) {
    return new FetchApproval(new Judgement("run", false, why), Optional.empty());
  }

  private static FetchApproval stop(String verdict, String why, ToolOutcome outcome) {
    return new FetchApproval(new Judgement(verdict, false, why), Optional.of(outcome));
  }
}
