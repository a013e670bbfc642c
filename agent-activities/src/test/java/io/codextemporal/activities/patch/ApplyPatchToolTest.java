package io.codextemporal.activities.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyPatchToolTest implements Progress {
  private static final SessionId SESSION = new SessionId("01990000-0000-7000-8000-000000000002");

  @TempDir Path folder;
  private Path root;
  private ApplyPatchTool tool;
  private ApprovalMode approval = ApprovalMode.NEVER;
  private SandboxMode sandbox = SandboxMode.WORKSPACE_WRITE;
  private int calls;

  @BeforeEach
  void open() throws Exception {
    root = Files.createDirectories(folder.resolve("ws")).toRealPath();
    tool =
        new ApplyPatchTool(
            new PatchEffects(folder.resolve("journal")), any -> Map.of(), Ceiling.NONE);
  }

  @Test
  void theModelReadsTheSameWordsInBothForms() throws Exception {
    ToolOutcome free = run(patch("*** Add File: a", "+x"), true, null);
    ToolOutcome json =
        run("{\"input\":\"*** Begin Patch\\n*** Add File: b\\n+x\\n*** End Patch\"}", false, null);
    assertThat(((ToolOutcome.Completed) free).output())
        .matches(
            "Exit code: 0\nWall time: \\d+\\.\\d seconds\nOutput:\n"
                + "Success\\. Updated the following files:\nA a\n");
    assertThat(((ToolOutcome.Completed) json).output()).endsWith("A b\n");
  }

  @Test
  void itsEndSaysWhatChanged() throws Exception {
    Files.writeString(root.resolve("a"), "one\ntwo\n");
    ToolOutcome.Completed done =
        (ToolOutcome.Completed)
            run(patch("*** Update File: a", "@@", " one", "-two", "+2", "+3"), true, null);
    assertThat(done.changes()).hasSize(1);
    assertThat(done.changes().getFirst().kind()).isEqualTo("update");
    assertThat(done.changes().getFirst().added()).isEqualTo(2);
    assertThat(done.changes().getFirst().diff()).isEqualTo("@@ -1,2 +1,3 @@\n one\n-two\n+2\n+3\n");
  }

  @Test
  void whatDoesNotFitIsToldAsAFailedVerification() throws Exception {
    assertThat(completed(run(patch("*** Delete File: none"), true, null)))
        .isEqualTo("apply_patch verification failed: Failed to delete file none");
    assertThat(run(patch(), true, null)).isEqualTo(refused("empty patch"));
  }

  @Test
  void outsideIsRefusedUnderNeverAndAskedOnRequest() throws Exception {
    for (String path : List.of("../out", "/etc/ct-test", ".git/hooks/pre-commit", "d/.CODEX/x")) {
      approval = ApprovalMode.NEVER;
      assertThat(run(patch("*** Add File: " + path, "+x"), true, null))
          .isEqualTo(refused("writing outside of the project; rejected by user approval settings"));
      approval = ApprovalMode.ON_REQUEST;
      assertThat(run(patch("*** Add File: " + path, "+x"), true, null))
          .isInstanceOf(ToolOutcome.NeedsApproval.class);
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aMoveAndALinkLeadNoFurther() throws Exception {
    Files.writeString(root.resolve("a"), "a\n");
    Files.createDirectories(folder.resolve("outside"));
    Files.createSymbolicLink(root.resolve("link"), folder.resolve("outside"));
    assertThat(run(patch("*** Update File: a", "*** Move to: ../b", "@@", "-a", "+b"), true, null))
        .isInstanceOf(ToolOutcome.Refused.class);
    assertThat(run(patch("*** Add File: link/x", "+x"), true, null))
        .isInstanceOf(ToolOutcome.Refused.class);
    assertThat(folder.resolve("outside")).isEmptyDirectory();
  }

  @Test
  @Tag("D8")
  void aWorkspaceThatIsGoneIsSaid() throws Exception {
    Files.delete(root);
    assertThat(completed(run(patch("*** Add File: a", "+x"), true, null)))
        .isEqualTo("apply_patch verification failed: the folder " + root + " does not exist");
  }

  @Test
  void readOnlyAsksForEverything() throws Exception {
    sandbox = SandboxMode.READ_ONLY;
    approval = ApprovalMode.ON_REQUEST;
    assertThat(run(patch("*** Add File: a", "+x"), true, null))
        .isInstanceOf(ToolOutcome.NeedsApproval.class);
  }

  @Test
  void anApprovalHoldsForTheDiffThatWasShown() throws Exception {
    approval = ApprovalMode.UNTRUSTED;
    Files.writeString(root.resolve("a"), "one\ntwo\n");
    String patch = patch("*** Update File: a", "@@", "-two", "+2");
    ToolOutcome.NeedsApproval asked = (ToolOutcome.NeedsApproval) run(patch, true, null);
    assertThat(asked.ask())
        .isEqualTo(new Ask.Patch(List.of("a"), "--- a\n+++ a\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"));
    Files.writeString(root.resolve("a"), "uno\ntwo\n");
    ToolRun.Grant grant = new ToolRun.Grant(asked.digest(), false);
    ToolOutcome.NeedsApproval again = (ToolOutcome.NeedsApproval) run(patch, true, grant);
    assertThat(completed(run(patch, true, new ToolRun.Grant(again.digest(), false))))
        .endsWith("M a\n");
  }

  /** The worker that applied it is gone; what it would have said is in its notes. */
  @Test
  void aSecondAttemptTellsTheSame() throws Exception {
    ToolOutcome first = judged(patch("*** Add File: a", "+x"), true, null);
    calls--;
    open();
    Files.delete(root.resolve("a"));
    ToolOutcome again = judged(patch("*** Add File: a", "+x"), true, null);
    assertThat(root.resolve("a")).doesNotExist();
    assertThat(told(again)).isEqualTo(told(first)).endsWith("A a\n");
    assertThat(((ToolOutcome.Judged) again).judgement())
        .isEqualTo(((ToolOutcome.Judged) first).judgement())
        .isEqualTo(new Judgement("run", false, "the session may write there"));
  }

  private static String told(ToolOutcome outcome) {
    return completed(((ToolOutcome.Judged) outcome).outcome());
  }

  private ToolOutcome run(String arguments, boolean custom, ToolRun.@Nullable Grant grant)
      throws Exception {
    ToolOutcome outcome = judged(arguments, custom, grant);
    return outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
  }

  private ToolOutcome judged(String arguments, boolean custom, ToolRun.@Nullable Grant grant)
      throws Exception {
    CallId call = new CallId("call_" + calls++);
    ToolSettings settings =
        new ToolSettings(
            root.toString(),
            approval,
            sandbox,
            false,
            List.of(),
            null,
            EnvironmentPolicy.DEFAULT,
            null,
            true,
            true,
            WebSearch.OFF,
            null);
    return tool.run(
        new ToolRun(
            SESSION,
            new TurnId("turn-1"),
            new ToolCall(call, ApplyPatchTool.NAME, arguments, custom, RetryClass.EFFECTS),
            settings,
            grant,
            List.of(),
            false,
            50),
        this);
  }

  private static ToolOutcome refused(String why) {
    return new ToolOutcome.Refused("patch rejected: " + why);
  }

  private static String completed(ToolOutcome outcome) {
    return ((ToolOutcome.Completed) outcome).output();
  }

  private static String patch(String... lines) {
    return "*** Begin Patch\n"
        + String.join("\n", lines)
        + (lines.length == 0 ? "" : "\n")
        + "*** End Patch";
  }

  @Override
  public void output(String text) {}

  @Override
  public Stop stop() {
    return Stop.NONE;
  }
}
