package io.codextemporal.activities.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.policy.PatchFacts;
import io.codextemporal.policy.PatchSafety;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.tool.ToolOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Asks the policy about a patch that fits, and holds a person's approval to exactly the diff that
 * was shown.
 */
final class PatchApproval {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SHOWN = 60_000;

  /**
   * How a patch was judged.
   *
   * @param stop why it must not be applied now; empty when it may
   */
  record Verdict(Judgement judgement, Optional<ToolOutcome> stop) {
    ToolOutcome told(ToolOutcome outcome) {
      return new ToolOutcome.Judged(judgement, List.of(), outcome);
    }

    private static Verdict go(String why) {
      return new Verdict(new Judgement("run", false, why), Optional.empty());
    }

    private static Verdict stop(String verdict, String why, ToolOutcome outcome) {
      return new Verdict(new Judgement(verdict, false, why), Optional.of(outcome));
    }
  }

  static Verdict judge(ToolRun run, PatchPlan plan, WriteBounds bounds, String cwd) {
    PatchFacts facts =
        new PatchFacts(
            plan.targets().stream().map(Path::toString).toList(),
            bounds.roots().stream().map(Path::toString).toList(),
            run.settings().approval(),
            run.settings().granular(),
            run.settings().sandbox());
    return switch (PatchSafety.decide(facts)) {
      case Decision.Run unasked -> Verdict.go("the session may write there");
      case Decision.Refuse(String reason) ->
          Verdict.stop("refuse", reason, new ToolOutcome.Refused("patch rejected: " + reason));
      case Decision.Ask ask -> asked(run, plan, cwd, ask.reason());
    };
  }

  private static Verdict asked(ToolRun run, PatchPlan plan, String cwd, String reason) {
    String diff = plan.diff();
    Ask ask = new Ask.Patch(plan.files(), TruncationPolicy.bytes(MOST_SHOWN).cut(diff));
    String digest = digest(plan, diff, cwd, reason);
    ToolRun.Grant grant = run.grant();
    if (grant != null && grant.digest().equals(digest)) {
      return Verdict.go("approved");
    }
    return run.sessionGrants().contains(GrantKey.same(ask, cwd))
        ? Verdict.go("approved for the session")
        : Verdict.stop("ask", reason, new ToolOutcome.NeedsApproval(ask, cwd, reason, digest));
  }

  private static String digest(PatchPlan plan, String diff, String cwd, String reason) {
    List<String> targets = plan.targets().stream().map(Path::toString).toList();
    try {
      return Sha256.hex(JSON.writeValueAsString(List.of(targets, diff, cwd, reason)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts always become JSON", e);
    }
  }

  private PatchApproval() {}
}
