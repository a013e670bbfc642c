package io.codextemporal.policy;

import io.codextemporal.protocol.SandboxMode;

/**
 * When to ask a person about a command no rule matched. Pure; fails closed: a mode that is not
 * understood asks for everything, and what would need a sandbox that is not there asks, or is
 * refused where nobody may be asked.
 */
public final class ApprovalPolicy {
  public static final String NO_ESCALATION =
      "approval policy is Never; reject command — you cannot ask for escalated permissions if the"
          + " approval policy is Never";
  static final String NO_SANDBOX = "there is no sandbox to confine it";
  static final String NO_SANDBOX_REMEDY =
      "there is no sandbox to confine it, and under approval policy never nobody is asked; start with"
          + " -s danger-full-access to run commands unconfined, or with -a on-request to be asked";

  public static Decision decide(CommandFacts facts) {
    return switch (facts.approval()) {
      case UNTRUSTED -> runsAnyway(facts) ? new Decision.Run(false) : ask(facts, "");
      case ON_REQUEST -> onRequest(facts);
      case NEVER -> never(facts);
      case UNKNOWN -> ask(facts, "the approval policy is not understood");
    };
  }

  private static Decision onRequest(CommandFacts facts) {
    if (runsAnyway(facts)) {
      return new Decision.Run(false);
    }
    if (facts.safety() == Safety.DANGEROUS) {
      return ask(facts, "");
    }
    if (unconfined(facts) && facts.safety() == Safety.UNKNOWN) {
      return new Decision.Run(false);
    }
    if (facts.escalated()) {
      return ask(facts, "");
    }
    return facts.sandboxAvailable() ? new Decision.Run(true) : ask(facts, NO_SANDBOX);
  }

  private static Decision never(CommandFacts facts) {
    if (facts.escalated()) {
      return new Decision.Refuse(NO_ESCALATION);
    }
    if (runsAnyway(facts)) {
      return new Decision.Run(false);
    }
    if (facts.safety() == Safety.DANGEROUS) {
      return refuse(facts, "blocked by policy");
    }
    if (unconfined(facts)) {
      return new Decision.Run(false);
    }
    return facts.sandboxAvailable() ? new Decision.Run(true) : refuse(facts, NO_SANDBOX_REMEDY);
  }

  /** Known safe, and not asking for more than a sandbox gives. */
  private static boolean runsAnyway(CommandFacts facts) {
    return facts.safety() == Safety.SAFE && !facts.escalated();
  }

  private static boolean unconfined(CommandFacts facts) {
    return facts.sandbox() == SandboxMode.DANGER_FULL_ACCESS;
  }

  private static Decision ask(CommandFacts facts, String ownReason) {
    String why = facts.justification().isBlank() ? ownReason : facts.justification().strip();
    String sentence =
        why.isEmpty()
            ? "`" + facts.shown() + "` requires approval by policy"
            : "`" + facts.shown() + "` requires approval: " + why;
    return new Decision.Ask(sentence);
  }

  private static Decision refuse(CommandFacts facts, String why) {
    return new Decision.Refuse("`" + facts.shown() + "` rejected: " + why);
  }

  private ApprovalPolicy() {}
}
