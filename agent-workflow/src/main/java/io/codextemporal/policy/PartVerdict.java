package io.codextemporal.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one part of a command may do: the strictest rule that matches it, or where none does, what
 * the policy says of commands nobody wrote a rule for.
 */
final class PartVerdict {
  static final String UNKNOWN_POLICY = "the approval policy is not understood";
  static final String NO_SANDBOX = "there is no sandbox to confine it";
  static final String NO_SANDBOX_REMEDY =
      "there is no sandbox to confine it, and under approval policy never nobody is asked; ct doctor"
          + " says how to get one; -s danger-full-access runs commands unconfined, -a on-request asks";

  final RuleDecision decision;

  /** The rule that decided, or empty where the policy did. */
  final Optional<RuleMatch> rule;

  /** A reason beyond the policy itself; may be empty. */
  final String reason;

  /** Whether a rule of the user's lets it leave the sandbox. */
  final boolean free;

  private PartVerdict(
      RuleDecision decision, Optional<RuleMatch> rule, String reason, boolean free) {
    this.decision = decision;
    this.rule = rule;
    this.reason = reason;
    this.free = free;
  }

  static PartVerdict of(
      CommandFacts facts, CommandParts.Form form, List<RuleMatch> matches, Safety safety) {
    Optional<RuleMatch> strictest =
        matches.stream()
            .max(
                Comparator.comparing(RuleMatch::decision)
                    .thenComparing(match -> match.prefix().size()));
    if (strictest.isEmpty()
        || strictest.get().decision() == RuleDecision.ALLOW
            && form == CommandParts.Form.REDIRECTED) {
      return unruled(facts, safety);
    }
    RuleMatch match = strictest.get();
    boolean free =
        match.decision() == RuleDecision.ALLOW
            && matches.stream().anyMatch(each -> !each.rule().byProject());
    if (match.decision() != RuleDecision.ALLOW || free) {
      return new PartVerdict(match.decision(), strictest, ruleReason(match), free);
    }
    return ruledByProject(facts, strictest, safety);
  }

  /** A project's rule spares a question where the sandbox holds, and nowhere else. */
  private static PartVerdict ruledByProject(
      CommandFacts facts, Optional<RuleMatch> match, Safety safety) {
    boolean confined = facts.sandboxAvailable() && !facts.unconfined() && !facts.escalated();
    return confined && safety != Safety.DANGEROUS
        ? new PartVerdict(RuleDecision.ALLOW, match, "", false)
        : unruled(facts, safety);
  }

  private static String ruleReason(RuleMatch match) {
    String justification = match.rule().justification();
    if (justification != null) {
      return justification.strip();
    }
    return match.decision() == RuleDecision.FORBIDDEN
        ? "policy forbids commands starting with `" + ShellWords.join(match.prefix()) + "`"
        : "";
  }

  private static PartVerdict unruled(CommandFacts facts, Safety safety) {
    boolean plainlySafe = safety == Safety.SAFE && !facts.escalated();
    return switch (facts.approval()) {
      case UNTRUSTED -> plainlySafe ? run() : ask("");
      case ON_REQUEST -> plainlySafe ? run() : onRequest(facts, safety);
      case NEVER -> plainlySafe ? run() : never(facts, safety);
      case UNKNOWN -> ask(UNKNOWN_POLICY);
    };
  }

  private static PartVerdict onRequest(CommandFacts facts, Safety safety) {
    if (safety == Safety.DANGEROUS) {
      return ask("");
    }
    if (facts.unconfined() && safety == Safety.UNKNOWN) {
      return run();
    }
    if (facts.escalated()) {
      return ask("");
    }
    return facts.sandboxAvailable() ? run() : ask(NO_SANDBOX);
  }

  private static PartVerdict never(CommandFacts facts, Safety safety) {
    if (safety == Safety.DANGEROUS) {
      return refuse("blocked by policy");
    }
    return facts.unconfined() || facts.sandboxAvailable() ? run() : refuse(NO_SANDBOX_REMEDY);
  }

  private static PartVerdict run() {
    return unruled(RuleDecision.ALLOW, "");
  }

  static PartVerdict ask(String reason) {
    return unruled(RuleDecision.PROMPT, reason);
  }

  private static PartVerdict refuse(String reason) {
    return unruled(RuleDecision.FORBIDDEN, reason);
  }

  private static PartVerdict unruled(RuleDecision decision, String reason) {
    return new PartVerdict(decision, Optional.empty(), reason, false);
  }
}
