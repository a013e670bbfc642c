package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchSafetyTest {
  @ParameterizedTest
  @CsvSource({
    // policy, sandbox, network, found, what becomes of it
    "UNTRUSTED, DANGER_FULL_ACCESS, true, true, Ask",
    "UNKNOWN, DANGER_FULL_ACCESS, true, true, Ask",
    "ON_REQUEST, WORKSPACE_WRITE, false, false, Ask",
    "ON_REQUEST, READ_ONLY, false, false, Ask",
    "ON_REQUEST, WORKSPACE_WRITE, false, true, Run",
    "ON_REQUEST, WORKSPACE_WRITE, true, false, Run",
    "ON_REQUEST, DANGER_FULL_ACCESS, false, false, Run",
    "NEVER, WORKSPACE_WRITE, false, false, Refuse",
    "NEVER, WORKSPACE_WRITE, false, true, Run",
    "NEVER, DANGER_FULL_ACCESS, false, false, Run"
  })
  void whenItAsks(
      ApprovalMode approval, SandboxMode sandbox, boolean network, boolean found, String decision) {
    assertThat(FetchSafety.decide(facts(approval, null, sandbox, network, found)))
        .extracting(made -> made.getClass().getSimpleName())
        .isEqualTo(decision);
  }

  @Test
  void whereNobodyMayBeAskedItIsRefused() {
    GranularApproval nobody = new GranularApproval(false, true, true, true, true);
    assertThat(
            FetchSafety.decide(
                facts(ApprovalMode.ON_REQUEST, nobody, SandboxMode.READ_ONLY, false, false)))
        .isEqualTo(new Decision.Refuse(FetchSafety.REFUSED));
  }

  private static FetchFacts facts(
      ApprovalMode approval,
      @Nullable GranularApproval granular,
      SandboxMode sandbox,
      boolean network,
      boolean found) {
    return new FetchFacts("https://a.example/", found, approval, granular, sandbox, network);
  }
}
