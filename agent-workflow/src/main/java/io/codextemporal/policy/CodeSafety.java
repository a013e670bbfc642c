package io.codextemporal.policy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;

/**
 * When to ask a person before code runs that no rule can judge: like a command that is neither
 * known to be safe nor dangerous, but never outside of the session's sandbox. Pure; fails closed.
 */
public final class CodeSafety {
  /**
   * @param sandboxAvailable whether this machine can confine what it runs
   */
  public static Decision decide(
      ApprovalMode approval, SandboxMode sandbox, boolean sandboxAvailable) {
    boolean confined = sandbox != SandboxMode.DANGER_FULL_ACCESS;
    if (confined && !sandboxAvailable) {
      return new Decision.Refuse("this machine has no sandbox to run it in; ct doctor says more");
    }
    return switch (approval) {
      case NEVER -> new Decision.Run(confined);
      case ON_REQUEST -> new Decision.Run(confined);
      case UNTRUSTED -> ask("the policy untrusted asks for all code", confined);
      case UNKNOWN -> ask("the approval policy is not understood", confined);
    };
  }

  private static Decision ask(String why, boolean confined) {
    return new Decision.Ask("JavaScript requires approval: " + why, confined, false);
  }

  private CodeSafety() {}
}
