package io.codextemporal.policy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the decision about a command rests on besides the rules and the place, gathered by
 * whoever runs it.
 *
 * @param command the argument vector
 * @param shown the command as people and the model read it
 * @param escalated whether the call asked to run outside the sandbox
 * @param justification why, in the model's words; empty when it gave none
 * @param wishedPrefix the amendment that the model proposes; empty when it proposes none
 * @param granular which questions may be asked, or null for all
 * @param sandboxAvailable whether this machine can confine a command
 */
public record CommandFacts(
    List<String> command,
    String shown,
    boolean escalated,
    String justification,
    List<String> wishedPrefix,
    ApprovalMode approval,
    @Nullable GranularApproval granular,
    SandboxMode sandbox,
    boolean sandboxAvailable) {
  public CommandFacts {
    command = List.copyOf(command);
    wishedPrefix = List.copyOf(wishedPrefix);
  }

  boolean unconfined() {
    return sandbox == SandboxMode.DANGER_FULL_ACCESS;
  }
}
