package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.ProcessMark;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import io.codextemporal.tool.ToolOutcome.NeedsApproval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecCommandToolTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(folder);
  }

  @Test
  void tellsOutputInTheExactForm() throws Exception {
    Completed done = completed("echo hello; echo there >&2; exit 3");
    assertThat(done.output())
        .matches(
            """
            Chunk ID: [0-9a-f]{6}
            Wall time: \\d+\\.\\d{4} seconds
            Process exited with code 3
            Original token count: 3
            Output:
            hello
            there
            """);
    assertThat(done.output().substring(done.bodyAt())).isEqualTo("hello\nthere\n");
    assertThat(done.exitCode()).isEqualTo(3);
    assertThat(done.success()).isFalse();
    assertThat(done.outputFile()).isNull();
    assertThat(completed("true").success()).isTrue();
  }

  @Test
  void runsInTheFolderAsked() throws Exception {
    Files.createDirectories(desk.workspace.resolve("sub"));
    assertThat(body(arguments(Map.of("cmd", "pwd")))).isEqualTo(desk.workspace + "\n");
    assertThat(body(arguments(Map.of("cmd", "pwd", "workdir", "sub"))))
        .isEqualTo(desk.workspace + "/sub\n");
    assertThat(body(arguments(Map.of("cmd", "pwd", "workdir", "/")))).isEqualTo("/\n");
  }

  @Test
  void aPatchThatWasTypedAsACommandIsApplied() throws Exception {
    Files.createDirectories(desk.workspace.resolve("sub"));
    String script =
        "cd sub && apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: a\n+x\n*** End Patch\nEOF\n";
    Completed done = (Completed) run(desk.call("p", arguments(Map.of("cmd", script))));
    assertThat(done.output()).endsWith("Success. Updated the following files:\nA a\n");
    assertThat(done.changes()).hasSize(1);
    assertThat(desk.workspace.resolve("sub/a")).hasContent("x\n");
    String quoted =
        "cd sub && apply_patch '*** Begin Patch\n*** Update File: a\n-x\n+y\n*** End Patch'";
    run(desk.call("q", arguments(Map.of("cmd", quoted))));
    assertThat(desk.workspace.resolve("sub/a")).hasContent("y\n");
  }

  @Test
  @Tag("D8")
  void aMissingFolderIsSaid() throws Exception {
    Completed done =
        (Completed) run(desk.call("c", arguments(Map.of("cmd", "pwd", "workdir", "gone"))));
    assertThat(done.success()).isFalse();
    assertThat(done.output())
        .isEqualTo("exec_command failed: the folder " + desk.workspace + "/gone does not exist");
  }

  @Test
  void longOutputIsCutAndKept() throws Exception {
    Completed done = completed("seq 1 200000");
    assertThat(done.output().length()).isLessThan(42_000);
    assertThat(done.output())
        .contains("Original token count: 322224", "\nOutput:\nWarning: truncated output (original")
        .contains("Total output lines: 200000\n\n1\n2\n", " tokens truncated…", "\n200000\n")
        .endsWith("[full output: " + done.outputFile() + "]");
    assertThat(Files.readAllLines(Path.of(done.outputFile()))).hasSize(200_000);
    Completed small =
        (Completed)
            run(desk.call("s", arguments(Map.of("cmd", "seq 1 1000", "max_output_tokens", 10))));
    assertThat(small.output().substring(small.bodyAt()))
        .startsWith(
            "Warning: truncated output (original token count: 974)\nTotal output lines: 1000\n\n"
                + "1\n2\n3\n4\n5\n6\n7\n8\n9\n10…964 tokens truncated…");
    Completed most =
        (Completed)
            run(
                desk.call(
                    "m", arguments(Map.of("cmd", "seq 1 99999", "max_output_tokens", 99999))));
    assertThat(most.output().length()).isLessThanOrEqualTo(64_000);
  }

  @Test
  @Tag("S5")
  void endlessAndBinaryOutputIsBounded() throws Exception {
    Completed done = completed("cat /dev/zero");
    assertThat(done.success()).isFalse();
    assertThat(done.output()).contains("command stopped: it wrote more output than is kept");
    assertThat(done.output()).doesNotContain("\0");
    assertThat(body(arguments(Map.of("cmd", "printf 'a\\000b\\377c'"))))
        .isEqualTo("a\uFFFDb\uFFFDc");
  }

  @Test
  @Tag("D7")
  void theEnvironmentIsTheSessionsAndClean() throws Exception {
    desk.leaveEnvironment(
        Map.of(
            "HOME", folder.resolve("user").toString(),
            "MARKER", "x",
            "OPENAI_API_KEY", "secret",
            "MY_TOKEN", "secret",
            "TMPDIR", folder.resolve("wiped").toString()));
    Files.writeString(
        folder.resolve("user/.bash_profile"),
        "export FROM_PROFILE=yes OTHER_SECRET=secret\necho noise\n");
    String environment = body(arguments(Map.of("cmd", "env")));
    assertThat(environment)
        .contains(
            "MARKER=x\n", "FROM_PROFILE=yes\n", "TERM=dumb\n", "NO_COLOR=1\n", "/opt/mine/bin")
        .doesNotContain("secret", "WORKER", "TMPDIR", "noise");
    assertThat(body(arguments(Map.of("cmd", "env", "login", false))))
        .contains("MARKER=x\n")
        .doesNotContain("FROM_PROFILE");
  }

  @Test
  void withoutTheSessionsEnvironmentOnlyTheLeastIsThere() throws Exception {
    desk.environment = "0".repeat(64);
    assertThat(body(arguments(Map.of("cmd", "env")))).contains("PATH=").doesNotContain("WORKER");
  }

  @Test
  void aProfileThatFailsOrPrintsIsNoObstacle() throws Exception {
    Files.writeString(folder.resolve("user/.bash_profile"), "echo x; exit 1\n");
    assertThat(body(arguments(Map.of("cmd", "echo ok")))).isEqualTo("ok\n");
  }

  @Test
  void badArgumentsAreSaid() {
    assertBad("{", "Unexpected end-of-input");
    assertBad("[]", "they must be one JSON object");
    assertBad("{}", "missing field `cmd`");
    assertBad("{\"cmd\":1}", "invalid type for `cmd`: 1, expected a string");
    assertBad("{\"cmd\":\"a\\u0000b\"}", "`cmd` holds a NUL character");
    assertBad("{\"cmd\":\"x\",\"login\":3}", "invalid type for `login`");
    assertBad("{\"cmd\":\"x\",\"max_output_tokens\":-1}", "invalid type for `max_output_tokens`");
    assertBad("{\"cmd\":\"x\",\"sandbox_permissions\":\"all\"}", "unknown variant `all`");
    assertBad("{\"cmd\":\"x\",\"shell\":\"python\"}", "unknown shell `python`");
    assertBad("", "they must be one JSON object");
  }

  @Test
  void asksBoundToWhatIsShown() throws Exception {
    desk.approval = ApprovalMode.ON_REQUEST;
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
    String arguments = arguments(Map.of("cmd", "touch made", "justification", "must make it"));
    NeedsApproval needs = (NeedsApproval) run(desk.call("c", arguments));
    assertThat(needs.ask())
        .isEqualTo(
            new Ask.Command(
                List.of("bash", "-c", "touch made"), "touch made", List.of("touch", "made"), true));
    assertThat(needs.cwd()).isEqualTo(desk.workspace.toString());
    assertThat(needs.reason()).isEqualTo("`touch made` requires approval: must make it");
    assertThat(needs.digest())
        .isEqualTo(CommandApproval.digest((Ask.Command) needs.ask(), needs.cwd(), needs.reason()));
    assertThat(desk.workspace.resolve("made")).doesNotExist();
    assertThat(run(desk.call("c", arguments, new ToolRun.Grant("another", false))))
        .isEqualTo(needs);
    assertThat(run(desk.call("c", arguments, new ToolRun.Grant(needs.digest(), false))))
        .isInstanceOf(Completed.class);
    assertThat(desk.workspace.resolve("made")).exists();
  }

  @Test
  void aGrantForTheSessionCounts() throws Exception {
    desk.approval = ApprovalMode.UNTRUSTED;
    String arguments = arguments(Map.of("cmd", "touch made"));
    NeedsApproval needs = (NeedsApproval) run(desk.call("c", arguments));
    desk.sessionGrants = List.of("x", GrantKey.same(needs.ask(), needs.cwd()));
    assertThat(run(desk.call("d", arguments))).isInstanceOf(Completed.class);
  }

  @Test
  void refusesWhatNobodyMayApprove() throws Exception {
    desk.sandbox = SandboxMode.READ_ONLY;
    assertThat(((ToolOutcome.Refused) run(desk.call("c", cmd("make")))).output())
        .startsWith("exec_command failed: Rejected(\"`make` rejected: there is no sandbox")
        .contains("-s danger-full-access");
    assertThat(run(desk.call("d", cmd("ls")))).isInstanceOf(Completed.class);
    String escalated = arguments(Map.of("cmd", "ls", "sandbox_permissions", "require_escalated"));
    assertThat(((ToolOutcome.Refused) run(desk.call("e", escalated))).output())
        .isEqualTo(
            "approval policy is Never; reject command — you cannot ask for escalated permissions if"
                + " the approval policy is Never");
    desk.sandbox = SandboxMode.DANGER_FULL_ACCESS;
    assertThat(((ToolOutcome.Refused) run(desk.call("f", cmd("rm -rf x")))).output())
        .isEqualTo("exec_command failed: Rejected(\"`rm -rf x` rejected: blocked by policy\")");
  }

  @Test
  void theUsersOwnCommandRunsAsTyped() throws Exception {
    desk.byUser = true;
    desk.approval = ApprovalMode.UNTRUSTED;
    desk.sandbox = SandboxMode.READ_ONLY;
    assertThat(((Completed) run(desk.call("c", cmd("rm -rf x; echo done")))).output())
        .endsWith("Output:\ndone\n");
  }

  @Test
  @Tag("K10")
  void aSecondAttemptTellsTheSameAndRunsNothing() throws Exception {
    String arguments = cmd("echo ran >> witness; echo $$");
    ToolOutcome first = run(desk.call("c", arguments));
    desk.restartWorker();
    desk.approval = ApprovalMode.UNTRUSTED;
    assertThat(run(desk.call("c", arguments))).isEqualTo(first);
    assertThat(Files.readAllLines(desk.workspace.resolve("witness"))).hasSize(1);
  }

  @Test
  @Tag("K8")
  void anUnknownOutcomeRunsAgainOnlyOnAPersonsWord() throws Exception {
    desk.approval = ApprovalMode.NEVER;
    String arguments = cmd("echo ran >> witness; echo $PPID > wrapper; kill -9 $PPID $$");
    assertThat(((Completed) run(desk.call("c", arguments))).exitCode()).isEqualTo(137);
    // As a worker leaves it that dies in between: the end was never noted.
    try (var files = Files.walk(desk.places.journal())) {
      for (Path file : files.filter(path -> path.endsWith("ended")).toList()) {
        Files.delete(file);
      }
    }
    desk.restartWorker();
    ToolOutcome.OutcomeUnknown unknown =
        (ToolOutcome.OutcomeUnknown) run(desk.call("c", arguments));
    assertThat(unknown.evidence()).contains("gone without a word");
    ToolRun.Grant other = new ToolRun.Grant("another", true);
    assertThat(run(desk.call("c", arguments, other))).isEqualTo(unknown);
    assertThat(Files.readAllLines(desk.workspace.resolve("witness"))).hasSize(1);
    ToolRun.Grant again = new ToolRun.Grant(unknown.digest(), true);
    assertThat(run(desk.call("c", arguments, again))).isInstanceOf(Completed.class);
    assertThat(run(desk.call("c", arguments, again))).isInstanceOf(Completed.class);
    assertThat(Files.readAllLines(desk.workspace.resolve("witness"))).hasSize(2);
  }

  @Test
  void cancelEndsTheCommand() throws Exception {
    FutureTask<ToolOutcome> attempt = start(desk.call("c", cmd("echo $$ > me; sleep 1000")));
    long pid = pid("me");
    desk.stop.set(Stop.CANCELLED);
    attempt.cancel(true);
    until(() -> ProcessMark.of(pid).isEmpty() && desk.commands.count() == 0);
    assertThat(((Completed) run(desk.call("c", cmd("echo $$ > me; sleep 1000")))).output())
        .matches("(?s)Wall time: \\d+\\.\\d seconds\naborted by user\n.*");
  }

  @Test
  void aStoppingWorkerLeavesTheCommandToTheNext() throws Exception {
    String arguments = cmd("echo $$ > me; while [ ! -e gate ]; do sleep 0.01; done; echo end");
    FutureTask<ToolOutcome> attempt = start(desk.call("c", arguments));
    long pid = pid("me");
    attempt.cancel(true);
    assertThat(ProcessMark.of(pid)).isPresent();
    desk.restartWorker();
    FutureTask<ToolOutcome> next = start(desk.call("c", arguments));
    Files.createFile(desk.workspace.resolve("gate"));
    assertThat(((Completed) next.get()).output()).endsWith("Output:\nend\n");
  }

  @Test
  void outputIsShownWhileItRuns() throws Exception {
    FutureTask<ToolOutcome> attempt =
        start(desk.call("c", cmd("echo early; while [ ! -e gate ]; do sleep 0.01; done")));
    until(() -> desk.shown.toString().equals("early\n"));
    Files.createFile(desk.workspace.resolve("gate"));
    attempt.get();
  }

  private ToolOutcome run(ToolRun call) throws Exception {
    return outcome(desk.tool.run(call, desk));
  }

  /** What came of it; how it was judged is for others to look at. */
  private static ToolOutcome outcome(ToolOutcome told) {
    return told instanceof ToolOutcome.Judged judged ? judged.outcome() : told;
  }

  private FutureTask<ToolOutcome> start(ToolRun call) {
    FutureTask<ToolOutcome> task = new FutureTask<>(() -> outcome(desk.tool.run(call, desk)));
    Thread.ofVirtual().start(task);
    return task;
  }

  private int calls;

  private Completed completed(String command) throws Exception {
    return (Completed) run(desk.call("call_" + calls++, cmd(command)));
  }

  private String body(String arguments) throws Exception {
    Completed done = (Completed) run(desk.call("call_" + calls++, arguments));
    return done.output().substring(done.bodyAt());
  }

  private void assertBad(String arguments, String message) {
    assertThatThrownBy(() -> run(desk.call("bad", arguments)))
        .isInstanceOf(BadArgumentsException.class)
        .hasMessageContaining(message);
  }

  private long pid(String file) throws IOException {
    Path path = desk.workspace.resolve(file);
    until(() -> Files.exists(path) && Files.readString(path).endsWith("\n"));
    return Long.parseLong(Files.readString(path).strip());
  }

  private static String cmd(String command) throws IOException {
    return arguments(Map.of("cmd", command));
  }

  private static String arguments(Map<String, Object> members) throws IOException {
    return JSON.writeValueAsString(members);
  }

  private static void until(Callable<Boolean> condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try {
      while (!condition.call()) {
        assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(deadline);
        LockSupport.parkNanos(2_000_000);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
