package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
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
    Decision decision =
        ApprovalPolicy.decide(
            new CommandFacts("x", safety, escalated, "", mode, sandbox, available));
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

  private static String reason(ApprovalMode mode, Safety safety, String justification) {
    Decision decision =
        ApprovalPolicy.decide(
            new CommandFacts(
                "make x", safety, false, justification, mode, SandboxMode.READ_ONLY, false));
    return switch (decision) {
      case Decision.Run run -> throw new AssertionError(run);
      case Decision.Ask ask -> ask.reason();
      case Decision.Refuse refuse -> refuse.reason();
    };
  }
}
