package io.codextemporal.policy;

import io.codextemporal.policy.CommandParts.Form;
import io.codextemporal.policy.ShellScript.SimpleCommand;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a command: every part of it by the rules, and where none applies by the
 * policy in force; the strictest wins. Pure.
 *
 * <p>Fails closed: a mode that is not understood asks for everything, and so do rules that could
 * not be read; where nobody may be asked, that is a refusal. A command leaves the sandbox only when
 * a rule of the user's allows every part of it, or when a person let it.
 */
public final class ApprovalPolicy {
  public static final String NO_ESCALATION =
      "approval policy is Never; reject command — you cannot ask for escalated permissions if the"
          + " approval policy is Never";
  static final String NOBODY_TO_ASK =
      "approval required by policy, but AskForApproval is set to Never";

  private final CommandFacts facts;
  private final ExecPolicy rules;
  private final Safety safety;
  private final CommandParts parts;
  private final List<PartVerdict> verdicts = new ArrayList<>();

  private ApprovalPolicy(CommandFacts facts, ExecPolicy rules, Whereabouts where) {
    this.facts = facts;
    this.rules = rules;
    this.parts = CommandParts.of(facts.command());
    boolean dangerous = DangerousCommands.matches(facts.command());
    boolean strangeShell =
        CommandSafety.runsScript(facts.command())
            && !where.isSystemProgram(facts.command().getFirst());
    boolean readable = parts.form() == Form.PLAIN && !facts.command().isEmpty() && !strangeShell;
    List<Boolean> safe =
        readable
            ? CommandSafety.safe(parts.commands(), where)
            : Collections.nCopies(parts.commands().size(), false);
    for (int i = 0; i < safe.size(); i++) {
      SimpleCommand part = parts.commands().get(i);
      verdicts.add(
          PartVerdict.of(
              facts,
              parts.form(),
              rules.matches(part.words()),
              ofPart(part, safe.get(i), dangerous)));
    }
    boolean allSafe = safe.stream().allMatch(one -> one);
    this.safety = dangerous ? Safety.DANGEROUS : allSafe ? Safety.SAFE : Safety.UNKNOWN;
    rules.problem().ifPresent(problem -> verdicts.add(PartVerdict.ask(problem)));
    if (facts.approval() == ApprovalMode.UNKNOWN) {
      verdicts.add(PartVerdict.ask(PartVerdict.UNKNOWN_POLICY));
    }
    if (parts.form() != Form.PLAIN && rules.restricts()) {
      hidden().ifPresent(verdicts::add);
    }
  }

  /** In a plain script the danger is one part's; else nobody knows where it is. */
  private Safety ofPart(SimpleCommand part, boolean safe, boolean dangerous) {
    boolean here =
        dangerous
            && (parts.form() != Form.PLAIN
                || parts.commands().size() == 1
                || DangerousCommands.matches(part.words()));
    return here ? Safety.DANGEROUS : safe ? Safety.SAFE : Safety.UNKNOWN;
  }

  public static Ruling decide(CommandFacts facts, ExecPolicy rules, Whereabouts where) {
    if (facts.approval() == ApprovalMode.NEVER && facts.escalated()) {
      return new ApprovalPolicy(facts, rules, where).ruling(new Decision.Refuse(NO_ESCALATION));
    }
    return new ApprovalPolicy(facts, rules, where).ruling();
  }

  /** A rule that is stricter than allow applies to something inside a script that is not plain. */
  private Optional<PartVerdict> hidden() {
    String script = facts.command().getLast();
    return RoughScript.commands(script).stream()
        .flatMap(words -> rules.matches(DangerousCommands.program(words)).stream())
        .filter(match -> match.decision() != RuleDecision.ALLOW)
        .findFirst()
        .map(match ->
            PartVerdict.ask(
                "it seems to hold `"
                    + ShellWords.join(match.prefix())
                    + "`, which a rule does not allow ("
                    + match.rule().place()
                    + ")"));
  }

  private Ruling ruling() {
    PartVerdict strictest =
        verdicts.stream().max(Comparator.comparing(verdict -> verdict.decision)).orElseThrow();
    return switch (strictest.decision) {
      case ALLOW -> ruling(new Decision.Run(confinedUnlessFree()));
      case PROMPT -> ruling(asked(strictestPrompt()));
      case FORBIDDEN -> ruling(refused(strictest.reason));
    };
  }

  /** Of several questions the one that a rule asks, or that has something to say. */
  private PartVerdict strictestPrompt() {
    return verdicts.stream()
        .filter(verdict -> verdict.decision == RuleDecision.PROMPT)
        .max(
            Comparator.<PartVerdict>comparingInt(verdict -> verdict.rule.isPresent() ? 1 : 0)
                .thenComparingInt(verdict -> verdict.reason.isEmpty() ? 0 : 1))
        .orElseThrow();
  }

  private boolean confinedUnlessFree() {
    boolean free = verdicts.stream().allMatch(verdict -> verdict.free);
    return !free && !facts.unconfined() && facts.sandboxAvailable();
  }

  private Decision asked(PartVerdict verdict) {
    if (facts.approval() == ApprovalMode.NEVER) {
      return rules.problem().isPresent()
          ? refused(rules.problem().get())
          : new Decision.Refuse(NOBODY_TO_ASK);
    }
    GranularApproval granular = facts.granular();
    if (granular != null
        && !(verdict.rule.isPresent() ? granular.rules() : granular.sandboxApproval())) {
      return refused(
          "it needs an approval, and `"
              + (verdict.rule.isPresent() ? "rules" : "sandbox_approval")
              + "` of the granular approval policy lets nobody be asked");
    }
    boolean ownWords = verdict.reason.isEmpty() || verdict.reason.equals(PartVerdict.NO_SANDBOX);
    String why =
        ownWords && verdict.rule.isEmpty() && !facts.justification().isBlank()
            ? facts.justification().strip()
            : verdict.reason;
    // In a folder that nothing may write to, a yes that stays confined would be a yes to nothing.
    boolean sandboxed =
        !facts.escalated()
            && facts.sandbox() == SandboxMode.WORKSPACE_WRITE
            && facts.sandboxAvailable();
    String sentence =
        why.isEmpty()
            ? "`" + facts.shown() + "` requires approval by policy"
            : "`" + facts.shown() + "` requires approval: " + why;
    return new Decision.Ask(sentence, sandboxed, verdict.rule.isPresent() || !why.isEmpty());
  }

  private Decision refused(String why) {
    return new Decision.Refuse("`" + facts.shown() + "` rejected: " + why);
  }

  private Ruling ruling(Decision decision) {
    List<List<String>> commands =
        parts.form() == Form.PLAIN
            ? parts.commands().stream().map(SimpleCommand::words).toList()
            : null;
    List<String> amendment = decision instanceof Decision.Ask ? amendment() : null;
    return new Ruling(decision, safety, commands, amendment, why(decision));
  }

  /** The first command that only the policy asks about; where a rule asks, no rule would help. */
  private @Nullable List<String> amendment() {
    if (rules.problem().isPresent()
        || verdicts.stream()
            .anyMatch(
                verdict -> verdict.rule.isPresent() && verdict.decision == RuleDecision.PROMPT)) {
      return null;
    }
    List<String> wished = wished();
    if (wished != null) {
      return wished;
    }
    if (parts.form() != Form.PLAIN && parts.form() != Form.BLANK) {
      return null;
    }
    for (int i = 0; i < parts.commands().size(); i++) {
      PartVerdict verdict = verdicts.get(i);
      if (verdict.decision == RuleDecision.PROMPT && verdict.rule.isEmpty()) {
        List<String> words = parts.commands().get(i).words();
        return Amendment.mayBeOffered(words) ? words : null;
      }
    }
    return null;
  }

  private @Nullable List<String> wished() {
    boolean ruled = verdicts.stream().anyMatch(verdict -> verdict.rule.isPresent());
    return !ruled && Amendment.mayBeOffered(facts.wishedPrefix()) ? facts.wishedPrefix() : null;
  }

  private String why(Decision decision) {
    Optional<RuleMatch> rule =
        verdicts.stream()
            .max(Comparator.comparing(verdict -> verdict.decision))
            .flatMap(verdict -> verdict.rule);
    if (rule.isPresent()) {
      return "rule `"
          + ShellWords.join(rule.get().prefix())
          + "` ("
          + rule.get().rule().place()
          + ")";
    }
    return switch (decision) {
      case Decision.Run run ->
          safety == Safety.SAFE ? "known to read only" : "policy " + policyName();
      case Decision.Ask ask ->
          safety == Safety.DANGEROUS ? "it looks destructive" : "policy " + policyName();
      case Decision.Refuse refuse -> "policy " + policyName();
    };
  }

  private String policyName() {
    return switch (facts.approval()) {
          case UNTRUSTED -> "untrusted";
          case ON_REQUEST -> facts.granular() == null ? "on-request" : "granular";
          case NEVER -> "never";
          case UNKNOWN -> "unknown";
        }
        + (facts.unconfined() ? ", full access" : "");
  }
}
