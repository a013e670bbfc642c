package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchSafetyTest {
  private static final List<String> ROOTS = List.of("/w/proj", "/tmp");

  @Test
  void insideRunsUnaskedUnlessEverythingIsAsked() {
    assertThat(decide("/w/proj/a", ApprovalMode.ON_REQUEST, SandboxMode.WORKSPACE_WRITE))
        .isEqualTo(new Decision.Run(false));
    assertThat(decide("/tmp/a", ApprovalMode.NEVER, SandboxMode.WORKSPACE_WRITE))
        .isEqualTo(new Decision.Run(false));
    assertThat(decide("/w/proj/a", ApprovalMode.UNTRUSTED, SandboxMode.WORKSPACE_WRITE))
        .isInstanceOf(Decision.Ask.class);
    assertThat(decide("/w/proj/a", ApprovalMode.UNKNOWN, SandboxMode.WORKSPACE_WRITE))
        .isInstanceOf(Decision.Ask.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/w/proj-evil/x",
        "/etc/cron.d/x",
        "/w",
        "/w/proj",
        "/w/proj/.git/hooks/pre-commit",
        "/w/proj/sub/.git",
        "/w/proj/.GIT/config",
        "/w/proj/.codex/config.toml",
        "/w/proj/.agents/skills/x",
        "/w/proj/.claude/settings.json",
        "/w/proj/.mcp.json",
        "/w/proj/.envrc",
        "/w/proj/.vscode/tasks.json",
        "/w/proj/.idea/x"
      })
  void outsideAndWhatRunsLaterAsks(String target) {
    assertThat(decide(target, ApprovalMode.ON_REQUEST, SandboxMode.WORKSPACE_WRITE))
        .isInstanceOf(Decision.Ask.class);
    assertThat(decide(target, ApprovalMode.NEVER, SandboxMode.WORKSPACE_WRITE))
        .isEqualTo(new Decision.Refuse(PatchSafety.OUTSIDE));
  }

  @Test
  void aNameThatOnlyLooksProtectedIsNot() {
    assertThat(decide("/w/proj/.github/x", ApprovalMode.NEVER, SandboxMode.WORKSPACE_WRITE))
        .isEqualTo(new Decision.Run(false));
    assertThat(decide("/w/proj/a.git", ApprovalMode.NEVER, SandboxMode.WORKSPACE_WRITE))
        .isEqualTo(new Decision.Run(false));
  }

  @Test
  void fullAccessWritesAnywhereButAsksWhereItMayAboutWhatRunsLater() {
    assertThat(decide("/etc/x", ApprovalMode.ON_REQUEST, SandboxMode.DANGER_FULL_ACCESS))
        .isEqualTo(new Decision.Run(false));
    assertThat(decide("/w/proj/.git/x", ApprovalMode.ON_REQUEST, SandboxMode.DANGER_FULL_ACCESS))
        .isInstanceOf(Decision.Ask.class);
    assertThat(decide("/w/proj/.git/x", ApprovalMode.NEVER, SandboxMode.DANGER_FULL_ACCESS))
        .isEqualTo(new Decision.Run(false));
  }

  @ParameterizedTest
  @EnumSource(ApprovalMode.class)
  void nothingIsRefused(ApprovalMode approval) {
    PatchFacts facts =
        new PatchFacts(List.of(), ROOTS, approval, null, SandboxMode.DANGER_FULL_ACCESS);
    assertThat(PatchSafety.decide(facts)).isEqualTo(new Decision.Refuse(PatchSafety.EMPTY));
  }

  @Test
  void aQuestionThatMayNotBeAskedIsARefusal() {
    PatchFacts facts =
        new PatchFacts(
            List.of("/etc/x"),
            ROOTS,
            ApprovalMode.ON_REQUEST,
            new GranularApproval(false, true, true, true, true),
            SandboxMode.WORKSPACE_WRITE);
    assertThat(PatchSafety.decide(facts)).isEqualTo(new Decision.Refuse(PatchSafety.OUTSIDE));
  }

  private static Decision decide(String target, ApprovalMode approval, SandboxMode sandbox) {
    return PatchSafety.decide(new PatchFacts(List.of(target), ROOTS, approval, null, sandbox));
  }
}
