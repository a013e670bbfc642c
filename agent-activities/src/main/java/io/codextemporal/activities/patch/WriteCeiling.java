package io.codextemporal.activities.patch;

import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.config.Ceiling;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.PatchFacts;
import io.codextemporal.policy.PatchSafety;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ToolSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this worker writes for no session, whoever allowed it: below danger-full-access what no
 * command in its sandbox could write either, and never outside the folders it serves.
 */
record WriteCeiling(Ceiling ceiling, ToolSettings settings, Map<String, String> environment) {
  /** Why the plan is not carried out; empty when it may be. */
  Optional<String> objection(PatchPlan plan) {
    List<Path> widest = WriteBounds.ofWorkspace(settings, environment).roots();
    if (ceiling.confines() && !plan.targets().isEmpty()) {
      PatchFacts facts =
          new PatchFacts(
              plan.targets().stream().map(Path::toString).toList(),
              ceiling.writes() ? widest.stream().map(Path::toString).toList() : List.of(),
              ApprovalMode.NEVER,
              null,
              ceiling.sandbox());
      if (PatchSafety.decide(facts) instanceof Decision.Refuse) {
        return beyond("writing there", "sandbox");
      }
    }
    return plan.targets().stream()
        .filter(target -> widest.stream().noneMatch(target::startsWith))
        .filter(target -> !ceiling.within(target.toString()))
        .findFirst()
        .flatMap(target -> beyond("writing " + target, "folders"));
  }

  private static Optional<String> beyond(String what, String key) {
    return Optional.of(
        what + " is beyond what this worker allows (temporal.ceiling." + key + " in its config)");
  }
}
