package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every cell of the table of when to ask, for commands that no rule matches. */
class ApprovalTableTest {
  /** What each does, and how it is known. */
  private static final Map<String, Safety> COMMANDS =
      Map.of(
          "cat notes", Safety.SAFE,
          "git status", Safety.SAFE,
          "touch inside", Safety.UNKNOWN,
          "touch /etc/outside", Safety.UNKNOWN,
          "curl http://127.0.0.1:7233", Safety.UNKNOWN,
          "echo x > inside", Safety.UNKNOWN,
          "rm -rf inside", Safety.DANGEROUS,
          "ls && git clean -fd", Safety.DANGEROUS);

  /** Granular twice: where all may be asked, and where nothing may. */
  private enum Policy {
    UNTRUSTED(ApprovalMode.UNTRUSTED, null),
    ON_REQUEST(ApprovalMode.ON_REQUEST, null),
    ALL_ASKED(ApprovalMode.ON_REQUEST, new GranularApproval(true, true, true, true, true)),
    NONE_ASKED(ApprovalMode.ON_REQUEST, new GranularApproval(false, false, false, false, false)),
    NEVER(ApprovalMode.NEVER, null),
    UNKNOWN(ApprovalMode.UNKNOWN, null);

    private final ApprovalMode mode;
    private final GranularApproval granular;

    Policy(ApprovalMode mode, GranularApproval granular) {
      this.mode = mode;
      this.granular = granular;
    }
  }

  /**
   * A line a policy and kind: unescalated under full access, confined, confined without a sandbox
   * on the machine; then the same escalated. {@code box} runs confined; {@code yes-box} asks and
   * stays confined, {@code yes-out} asks and says that it leaves the sandbox.
   */
  private static final Map<Policy, Map<Safety, String>> TABLE =
      Map.of(
          Policy.UNTRUSTED,
          Map.of(
              Safety.SAFE, "run box run | yes-out yes-out yes-out",
              Safety.UNKNOWN, "yes-out yes-box yes-out | yes-out yes-out yes-out",
              Safety.DANGEROUS, "yes-out yes-box yes-out | yes-out yes-out yes-out"),
          Policy.ON_REQUEST,
          Map.of(
              Safety.SAFE, "run box run | yes-out yes-out yes-out",
              Safety.UNKNOWN, "run box yes-out | run yes-out yes-out",
              Safety.DANGEROUS, "yes-out yes-box yes-out | yes-out yes-out yes-out"),
          Policy.ALL_ASKED,
          Map.of(
              Safety.SAFE, "run box run | yes-out yes-out yes-out",
              Safety.UNKNOWN, "run box yes-out | run yes-out yes-out",
              Safety.DANGEROUS, "yes-out yes-box yes-out | yes-out yes-out yes-out"),
          Policy.NONE_ASKED,
          Map.of(
              Safety.SAFE, "run box run | refuse refuse refuse",
              Safety.UNKNOWN, "run box refuse | run refuse refuse",
              Safety.DANGEROUS, "refuse refuse refuse | refuse refuse refuse"),
          Policy.NEVER,
          Map.of(
              Safety.SAFE, "run box run | refuse refuse refuse",
              Safety.UNKNOWN, "run box refuse | refuse refuse refuse",
              Safety.DANGEROUS, "refuse refuse refuse | refuse refuse refuse"),
          Policy.UNKNOWN,
          Map.of(
              Safety.SAFE, "yes-out yes-box yes-out | yes-out yes-out yes-out",
              Safety.UNKNOWN, "yes-out yes-box yes-out | yes-out yes-out yes-out",
              Safety.DANGEROUS, "yes-out yes-box yes-out | yes-out yes-out yes-out"));

  @Test
  void everyCellIsAsTheTableSays() {
    List<String> wrong = new ArrayList<>();
    for (Policy policy : Policy.values()) {
      for (String script : COMMANDS.keySet()) {
        for (SandboxMode sandbox : SandboxMode.values()) {
          for (int flags = 0; flags < 4; flags++) {
            Cell cell = new Cell(policy, script, sandbox, (flags & 1) == 1, (flags & 2) == 2);
            if (!cell.decided().equals(cell.expected())) {
              wrong.add(cell + " became " + cell.decided() + ", not " + cell.expected());
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** One of the table's. */
  private record Cell(
      Policy policy, String script, SandboxMode sandbox, boolean available, boolean escalated) {
    String expected() {
      String[] halves = TABLE.get(policy).get(COMMANDS.get(script)).split(" \\| ");
      boolean full = sandbox == SandboxMode.DANGER_FULL_ACCESS;
      String word = halves[escalated ? 1 : 0].split(" ")[full ? 0 : available ? 1 : 2];
      // In a folder that nothing may write to, a yes lets it out and says so.
      return word.equals("yes-box") && sandbox == SandboxMode.READ_ONLY ? "yes-out" : word;
    }

    String decided() {
      CommandFacts facts =
          new CommandFacts(
              List.of("bash", "-lc", script),
              script,
              escalated,
              "",
              List.of(),
              policy.mode,
              policy.granular,
              sandbox,
              available);
      Ruling ruling = ApprovalPolicy.decide(facts, ExecPolicy.EMPTY, Whereabouts.ORDINARY);
      assertThat(ruling.safety()).as(script).isEqualTo(COMMANDS.get(script));
      return switch (ruling.decision()) {
        case Decision.Run run -> run.sandboxed() ? "box" : "run";
        case Decision.Ask ask -> ask.sandboxed() ? "yes-box" : "yes-out";
        case Decision.Refuse refuse -> "refuse";
      };
    }
  }
}
