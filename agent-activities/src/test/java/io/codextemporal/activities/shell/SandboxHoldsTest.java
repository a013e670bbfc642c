package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import io.codextemporal.tool.ToolOutcome.NeedsApproval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the sandbox lets through and what not, and what is said and asked when it stops a command.
 */
class SandboxHoldsTest {
  @TempDir Path temp;
  private Path folder;
  private Desk desk;
  private int calls;

  @BeforeEach
  void desk() throws Exception {
    folder = temp.toRealPath();
    desk = new Desk(folder);
    desk.programs = Cage.around(folder);
    desk.confining = true;
    desk.approval = ApprovalMode.NEVER;
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
    desk.restartWorker();
  }

  @Test
  void readOnlyWritesNothing() throws Exception {
    desk.sandbox = SandboxMode.READ_ONLY;
    Completed done = run("touch x; touch /tmp/x; cat /etc/hostname > /dev/null && echo read");
    assertThat(done.output()).contains("Read-only file system", "read");
    assertThat(desk.workspace).isEmptyDirectory();
  }

  @Test
  void theWorkspaceAndExtraRootsAreWritten() throws Exception {
    Path extra = Files.createDirectory(folder.resolve("extra"));
    desk.roots = List.of(extra.toString());
    Completed done = run("touch x && touch " + extra + "/y && echo z > $(mktemp -p .) && ls");
    assertThat(done.success()).as(done.output()).isTrue();
    assertThat(extra.resolve("y")).exists();
    assertThat(extra).isDirectoryNotContaining("glob:**/.*");
    assertThat(desk.workspace.resolve(".git")).doesNotExist();
  }

  @Test
  void foldersBetweenRootsCannotBeMovedAway() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("outer/mid/inner"));
    desk.roots = List.of(folder.resolve("outer").toString(), inner.toString());
    run(
        "cd "
            + folder.resolve("outer")
            + "; mv mid moved; mkdir -p mid/inner/.git; echo x > mid/inner/.git/config");
    assertThat(folder.resolve("outer/moved")).doesNotExist();
    assertThat(inner).isEmptyDirectory();
  }

  @Test
  void aLinkInPlaceOfAProtectedNameIsRefused() throws Exception {
    Files.createSymbolicLink(desk.workspace.resolve(".git"), folder.resolve("user"));
    Completed done = run("true");
    assertThat(done.output()).contains(".git is a symbolic link", "require_escalated");
  }

  @Test
  void theRepositoryOfALinkedWorktreeIsProtected() throws Exception {
    Path repository = Files.createDirectories(folder.resolve("main/.git/worktrees/w"));
    Files.writeString(repository.resolve("commondir"), "../..\n");
    Files.writeString(desk.workspace.resolve(".git"), "gitdir: " + repository + "\n");
    desk.roots = List.of(folder.resolve("main").toString());
    run("echo x > " + repository + "/x; echo x > " + folder + "/main/.git/config; echo > .git");
    assertThat(repository.resolve("x")).doesNotExist();
    assertThat(folder.resolve("main/.git/config")).doesNotExist();
    assertThat(desk.workspace.resolve(".git")).content().startsWith("gitdir:");
  }

  @Test
  void aRootThatIsGoneIsSaid() throws Exception {
    desk.roots = List.of(folder.resolve("gone").toString());
    assertThat(run("true").output()).contains("gone is not there");
  }

  @Test
  void earlierOutputOfTheSessionCanBeRead() throws Exception {
    Completed first = run("echo first");
    Path output = desk.commands.outputs(desk.call("x", "{}").session()).resolve("c1.1/output");
    assertThat(first.success()).isTrue();
    assertThat(run("cat " + output).output()).contains("first");
    assertThat(run("echo x >> " + output).success()).isFalse();
    assertThat(run("ls " + desk.places.journal() + "/..").output()).doesNotContain("store");
  }

  @Test
  void networkIsForThoseWhoAllowIt() throws Exception {
    assertThat(run("echo $CODEX_SANDBOX_NETWORK_DISABLED").output()).contains("\n1\n");
    desk.network = true;
    Completed done =
        run("echo \"off=$CODEX_SANDBOX_NETWORK_DISABLED\"; exec 3<>/dev/tcp/127.0.0.1/1");
    assertThat(done.output()).contains("off=\n", "onnection refused");
  }

  @Test
  void whatTheSandboxStoppedIsToldApart() throws Exception {
    assertThat(run("touch /etc/x").output())
        .contains("[The sandbox (workspace-write, network off) seems to have stopped this");
    assertThat(run("exit 3").output()).doesNotContain("sandbox");
  }

  @Test
  void whatTheSandboxStoppedMayBeAskedForOutside() throws Exception {
    desk.approval = ApprovalMode.ON_REQUEST;
    Path mark = folder.resolve("user/mark");
    String script = "echo once >> tries; touch " + mark;
    NeedsApproval asked = (NeedsApproval) outcome("q1", script, null);
    assertThat(asked.reason()).contains("the sandbox stopped it");
    assertThat(((Ask.Command) asked.ask()).unconfined()).isTrue();
    assertThat(mark).doesNotExist();
    assertThat(outcome("q1", script, new ToolRun.Grant("other", false)))
        .isInstanceOf(NeedsApproval.class);
    ToolRun.Grant grant = new ToolRun.Grant(asked.digest(), false);
    Completed done = (Completed) outcome("q1", script, grant);
    assertThat(done.success()).isTrue();
    assertThat(mark).exists();
    // Asked again, as after a lost answer of the worker: told, not run once more.
    desk.restartWorker();
    assertThat(outcome("q1", script, grant)).isInstanceOf(Completed.class);
    assertThat(desk.workspace.resolve("tries")).hasContent("once\nonce\n");
  }

  @Test
  void noSandboxMeansNoRun() throws Exception {
    desk.programs = folder.resolve("empty").toString();
    desk.restartWorker();
    ToolOutcome outcome = outcome("n1", "touch x", null);
    assertThat(outcome.toString()).contains("there is no sandbox to confine it");
    assertThat(desk.workspace).isEmptyDirectory();
  }

  @Test
  void underACeilingNothingLeaves() throws Exception {
    desk.ceiling = new Ceiling(List.of(), SandboxMode.WORKSPACE_WRITE, ApprovalMode.NEVER);
    desk.restartWorker();
    desk.byUser = true;
    Path mark = folder.resolve("user/mark");
    assertThat(run("touch " + mark).output()).contains("Read-only file system");
    assertThat(mark).doesNotExist();
  }

  private Completed run(String script) throws Exception {
    Path file =
        Files.writeString(desk.workspace.resolveSibling("script-" + ++calls), script + "\n");
    ToolOutcome outcome = outcome("c" + calls, "bash " + file, null);
    assertThat(outcome).isInstanceOf(Completed.class);
    return (Completed) outcome;
  }

  private ToolOutcome outcome(String call, String script, ToolRun.@Nullable Grant grant)
      throws Exception {
    String json = new ObjectMapper().writeValueAsString(Map.of("cmd", script));
    ToolOutcome outcome = desk.tool.run(desk.call(call, json, grant), desk);
    return outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
  }
}
