package io.codextemporal.policy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the decision about writing files rests on. Paths are absolute and have no links left
 * in them.
 *
 * @param targets every file that would be written or go
 * @param roots below which may be written unasked
 */
public record PatchFacts(
    List<String> targets,
    List<String> roots,
    ApprovalMode approval,
    @Nullable GranularApproval granular,
    SandboxMode sandbox) {
  public PatchFacts {
    targets = List.copyOf(targets);
    roots = List.copyOf(roots);
  }
}
