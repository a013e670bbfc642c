package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalPolicyTest {
  /** One row: mode, sandbox, whether there is one, safety, escalated, what becomes of it. */
  @ParameterizedTest
  @CsvSource({
    "UNTRUSTED, WORKSPACE_WRITE, false, SAFE, false, run",
    "UNTRUSTED, WORKSPACE_WRITE, false, SAFE, true, ask",
    "UNTRUSTED, DANGER_FULL_ACCESS, false, UNKNOWN, false, ask",
    "UNTRUSTED, DANGER_FULL_ACCESS, false, DANGEROUS, false, ask",
    "UNTRUSTED, WORKSPACE_WRITE, true, UNKNOWN, false, ask",
    "ON_REQUEST, READ_ONLY, false, SAFE, false, run",
    "ON_REQUEST, READ_ONLY, false, SAFE, true, ask",
    "ON_REQUEST, READ_ONLY, false, UNKNOWN, false, ask",
    "ON_REQUEST, WORKSPACE_WRITE, false, UNKNOWN, false, ask",
    "ON_REQUEST, WORKSPACE_WRITE, true, UNKNOWN, false, sandboxed",
    "UNTRUSTED, WORKSPACE_WRITE, true, SAFE, false, sandboxed",
    "UNTRUSTED, DANGER_FULL_ACCESS, true, SAFE, false, run",
    "ON_REQUEST, READ_ONLY, true, SAFE, false, sandboxed",
    "ON_REQUEST, DANGER_FULL_ACCESS, true, SAFE, true, ask",
    "NEVER, WORKSPACE_WRITE, true, SAFE, false, sandboxed",
    "NEVER, WORKSPACE_WRITE, true, DANGEROUS, false, refuse",
    "ON_REQUEST, READ_ONLY, true, UNKNOWN, true, ask",
    "ON_REQUEST, READ_ONLY, true, DANGEROUS, false, ask",
    "ON_REQUEST, DANGER_FULL_ACCESS, false, UNKNOWN, false, run",
    "ON_REQUEST, DANGER_FULL_ACCESS, false, UNKNOWN, true, run",
    "ON_REQUEST, DANGER_FULL_ACCESS, false, DANGEROUS, false, ask",
    "NEVER, READ_ONLY, false, SAFE, false, run",
    "NEVER, READ_ONLY, false, SAFE, true, refuse",
    "NEVER, READ_ONLY, false, UNKNOWN, false, refuse",
    "NEVER, WORKSPACE_WRITE, true, UNKNOWN, false, sandboxed",
    "NEVER, WORKSPACE_WRITE, true, UNKNOWN, true, refuse",
    "NEVER, DANGER_FULL_ACCESS, false, UNKNOWN, false, run",
    "NEVER, DANGER_FULL_ACCESS, false, DANGEROUS, false, refuse",
    "UNKNOWN, DANGER_FULL_ACCESS, false, SAFE, false, ask",
    "UNKNOWN, READ_ONLY, true, UNKNOWN, false, ask",
  })
  void decides(
      ApprovalMode mode,
      SandboxMode sandbox,
      boolean available,
      Safety safety,
      boolean escalated,
      String expected) {
    Ruling ruling = decide(facts(command(safety), escalated, "", mode, sandbox, available));
    Decision decision = ruling.decision();
    assertThat(ruling.safety()).isEqualTo(safety);
    String name =
        switch (decision) {
          case Decision.Run run -> run.sandboxed() ? "sandboxed" : "run";
          case Decision.Ask ask -> "ask";
          case Decision.Refuse refuse -> "refuse";
        };
    assertThat(name).isEqualTo(expected);
  }

  @Test
  void reasons() {
    assertThat(reason(ApprovalMode.UNTRUSTED, Safety.UNKNOWN, ""))
        .isEqualTo("`make x` requires approval by policy");
    assertThat(reason(ApprovalMode.ON_REQUEST, Safety.UNKNOWN, "needs the network"))
        .isEqualTo("`make x` requires approval: needs the network");
    assertThat(reason(ApprovalMode.ON_REQUEST, Safety.UNKNOWN, ""))
        .isEqualTo("`make x` requires approval: there is no sandbox to confine it");
    assertThat(reason(ApprovalMode.NEVER, Safety.DANGEROUS, ""))
        .isEqualTo("`make x` rejected: blocked by policy");
    assertThat(reason(ApprovalMode.NEVER, Safety.UNKNOWN, ""))
        .startsWith("`make x` rejected: there is no sandbox")
        .contains("-s danger-full-access");
  }

  @Test
  void rulesThatCannotBeReadAskAndNeverMeanNever() {
    ExecPolicy unreadable = ExecPolicy.unreadable("default.rules:3: broken");
    for (SandboxMode sandbox : SandboxMode.values()) {
      Ruling asks =
          ApprovalPolicy.decide(
              facts(List.of("ls"), false, "", ApprovalMode.ON_REQUEST, sandbox, true),
              unreadable,
              Whereabouts.ORDINARY);
      assertThat(((Decision.Ask) asks.decision()).reason()).contains("default.rules:3: broken");
      assertThat(asks.amendment()).isNull();
      Ruling refuses =
          ApprovalPolicy.decide(
              facts(List.of("ls"), false, "", ApprovalMode.NEVER, sandbox, true),
              unreadable,
              Whereabouts.ORDINARY);
      assertThat(((Decision.Refuse) refuses.decision()).reason()).contains("default.rules:3");
    }
  }

  @Test
  void aProjectsRuleNeverLetsACommandOut() throws RulesException {
    ExecPolicy project =
        new ExecPolicy(
            RulesParser.parse(
                "p.rules",
                "prefix_rule(['make'])\nprefix_rule(['rm'])\nprefix_rule(['ls'], decision='forbidden')",
                true));
    assertThat(decided(project, ApprovalMode.UNTRUSTED, "make")).isEqualTo(new Decision.Run(true));
    assertThat(decided(project, ApprovalMode.UNTRUSTED, "rm -rf x"))
        .isInstanceOf(Decision.Ask.class);
    assertThat(decided(project, ApprovalMode.UNTRUSTED, "ls")).isInstanceOf(Decision.Refuse.class);
    CommandFacts none =
        facts(List.of("make"), false, "", ApprovalMode.UNTRUSTED, SandboxMode.READ_ONLY, false);
    assertThat(ApprovalPolicy.decide(none, project, Whereabouts.ORDINARY).decision())
        .isInstanceOf(Decision.Ask.class);
  }

  @Test
  void everyPartMustBeAllowedToLeaveTheSandbox() throws RulesException {
    ExecPolicy rules =
        new ExecPolicy(
            RulesParser.parse(
                "u.rules",
                "prefix_rule(pattern=['make'])\nprefix_rule(pattern=['echo'])\n"
                    + "prefix_rule(pattern=['git', 'push'], decision='forbidden')",
                false));
    assertThat(decided(rules, ApprovalMode.ON_REQUEST, "make && echo x"))
        .isEqualTo(new Decision.Run(false));
    assertThat(decided(rules, ApprovalMode.ON_REQUEST, "make && ls"))
        .isEqualTo(new Decision.Run(true));
    assertThat(decided(rules, ApprovalMode.ON_REQUEST, "make; git push"))
        .isInstanceOf(Decision.Refuse.class);
    assertThat(decided(rules, ApprovalMode.ON_REQUEST, "echo x > ~/.bashrc"))
        .isEqualTo(new Decision.Run(true));
    assertThat(decided(rules, ApprovalMode.ON_REQUEST, "for x in a; do git push; done"))
        .isInstanceOf(Decision.Ask.class);
    assertThat(decided(rules, ApprovalMode.NEVER, "(git push)"))
        .isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void granularSaysWhatMayBeAskedAtAll() throws RulesException {
    ExecPolicy rules =
        new ExecPolicy(
            RulesParser.parse(
                "u.rules", "prefix_rule(pattern=['make'], decision='prompt')", false));
    GranularApproval noRules = new GranularApproval(true, false, false, false, false);
    GranularApproval onlyRules = new GranularApproval(false, true, false, false, false);
    assertThat(granular(rules, noRules, "make")).isInstanceOf(Decision.Refuse.class);
    assertThat(granular(rules, onlyRules, "make")).isInstanceOf(Decision.Ask.class);
    assertThat(granular(rules, noRules, "rm -rf x")).isInstanceOf(Decision.Ask.class);
    assertThat(granular(rules, onlyRules, "rm -rf x")).isInstanceOf(Decision.Refuse.class);
    assertThat(granular(rules, onlyRules, "true")).isEqualTo(new Decision.Run(true));
  }

  private static Decision granular(ExecPolicy rules, GranularApproval granular, String script) {
    CommandFacts facts =
        new CommandFacts(
            List.of("bash", "-lc", script),
            script,
            false,
            "",
            List.of(),
            ApprovalMode.ON_REQUEST,
            granular,
            SandboxMode.WORKSPACE_WRITE,
            true);
    return ApprovalPolicy.decide(facts, rules, Whereabouts.ORDINARY).decision();
  }

  private static Decision decided(ExecPolicy rules, ApprovalMode mode, String script) {
    List<String> command = List.of("bash", "-lc", script);
    return ApprovalPolicy.decide(
            facts(command, false, "", mode, SandboxMode.WORKSPACE_WRITE, true),
            rules,
            Whereabouts.ORDINARY)
        .decision();
  }

  private static List<String> command(Safety safety) {
    return switch (safety) {
      case SAFE -> List.of("ls");
      case UNKNOWN -> List.of("make", "x");
      case DANGEROUS -> List.of("rm", "-rf", "x");
    };
  }

  private static CommandFacts facts(
      List<String> command,
      boolean escalated,
      String justification,
      ApprovalMode mode,
      SandboxMode sandbox,
      boolean available) {
    return new CommandFacts(
        command, "make x", escalated, justification, List.of(), mode, null, sandbox, available);
  }

  private static Ruling decide(CommandFacts facts) {
    return ApprovalPolicy.decide(facts, ExecPolicy.EMPTY, Whereabouts.ORDINARY);
  }

  private static String reason(ApprovalMode mode, Safety safety, String justification) {
    Decision decision =
        decide(facts(command(safety), false, justification, mode, SandboxMode.READ_ONLY, false))
            .decision();
    return switch (decision) {
      case Decision.Run run -> throw new AssertionError(run);
      case Decision.Ask ask -> ask.reason();
      case Decision.Refuse refuse -> refuse.reason();
    };
  }
}
