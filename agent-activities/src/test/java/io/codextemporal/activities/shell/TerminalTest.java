package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are left running: with a terminal and without. */
@Tag("slow")
class TerminalTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Desk desk;
  private int calls;

  @BeforeEach
  void open() throws IOException {
    desk = new Desk(folder);
  }

  @AfterEach
  void endAll() throws Exception {
    desk.commands.endAll(io.codextemporal.activities.journal.Ended.Cause.INTERRUPTED);
  }

  @Test
  void whatDoesNotEndInTimeIsLeftRunningAndToldPieceByPiece() throws Exception {
    Completed first =
        exec("echo one; " + waitFor("go") + "echo two; exit 3", Map.of("yield_time_ms", 250));
    assertThat(first.output())
        .matches(
            """
            Chunk ID: [0-9a-f]{6}
            Wall time: 0\\.\\d{4} seconds
            Process running with session ID 1000
            Original token count: 1
            Output:
            one
            """);
    Terminal terminal = terminal(first);
    assertThat(terminal.tty()).isFalse();
    assertThat(terminal.wakes()).isFalse();
    assertThat(write(1000, "x", null).output())
        .isEqualTo(
            "write_stdin failed: stdin is closed for this session; rerun exec_command with"
                + " tty=true to keep stdin open");
    Files.createFile(desk.workspace.resolve("go"));
    Completed last = write(1000, "", null);
    assertThat(last.output())
        .contains("Process exited with code 3\nOriginal token count: 1\nOutput:\ntwo\n");
    assertThat(Objects.requireNonNull(last.holding()).queue()).isNull();
    assertThat(write(1000, "", null).output()).endsWith("Output:\n");
    assertThat(write(999, "", null).output())
        .isEqualTo("write_stdin failed: Unknown process id 999");
  }

  @Test
  void anInterpreterAtATerminalIsTypedAt() throws Exception {
    exec("PS1='$ ' exec sh -i", Map.of("yield_time_ms", 250, "tty", true));
    assertThat(until(1000, "echo $((6*7))\n", "42")).contains("session ID 1000");
    assertThat(until(1000, "sleep 60\n", "sleep 60")).contains("session ID 1000");
    assertThat(until(1000, "\u0003echo a$((1+1))b\n", "a2b")).contains("session ID 1000");
    assertThat(write(1000, "test -t 0 && test -t 1 && exit 5\n", 5_000).output())
        .contains("Process exited with code 5");
  }

  @Test
  void theInterruptKeyReachesWhatHasNoTerminal() throws Exception {
    exec(
        "trap 'echo heard; exit 7' INT; while :; do sleep 0.02; done",
        Map.of("yield_time_ms", 250));
    assertThat(write(1000, "\u0003", 5_000).output())
        .contains("Process exited with code 7")
        .endsWith("heard\n");
  }

  @Test
  void aCallThatIsTriedAgainTypesOnceAndTellsTheSame() throws Exception {
    exec("cat", Map.of("yield_time_ms", 250, "tty", true));
    ToolRun run = stdin("again", 1000, "only once\n", null);
    Completed first = (Completed) desk.stdin.run(run, desk);
    Completed second = (Completed) desk.stdin.run(run, desk);
    assertThat(second.output()).isEqualTo(first.output());
    assertThat(until(1000, "end\n", "end")).contains("session ID");
    assertThat(Files.readString(outputFile()).split("only once", -1)).hasSize(3);
  }

  @Test
  void theNextWorkerTakesOverWhatHasNoTerminal() throws Exception {
    exec("echo one; " + waitFor("go") + "echo two", Map.of("yield_time_ms", 250));
    desk.restartWorker();
    Files.createFile(desk.workspace.resolve("go"));
    assertThat(lost(1000).output()).contains("exited with code 0").endsWith("Output:\ntwo\n");
  }

  @Test
  void aTerminalIsLostWithItsWorkerAndThatIsSaid() throws Exception {
    exec("echo $$ > pid; cat", Map.of("yield_time_ms", 250, "tty", true));
    long pid = Long.parseLong(Files.readString(desk.workspace.resolve("pid")).strip());
    desk.restartWorker();
    assertThat(lost(1000).output())
        .startsWith("write_stdin failed: Unknown process id 1000. ")
        .contains("The worker that held its terminal is gone, and the command with it.");
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void anEndThatItsWorkerNotedIsNoLossToTheNext() throws Exception {
    exec("echo one; " + waitFor("go") + "exit 4", Map.of("yield_time_ms", 250, "tty", true));
    Files.createFile(desk.workspace.resolve("go"));
    assertThat(write(1000, "", null).output()).contains("Process exited with code 4");
    desk.restartWorker();
    assertThat(lost(1000).output()).contains("Process exited with code 4");
  }

  @Test
  void twoCommandsHaveTwoNumbersWhicheverWorkerGivesThem() throws Exception {
    exec("sleep 60", Map.of("yield_time_ms", 250));
    desk.restartWorker();
    assertThat(terminal(exec("sleep 60", Map.of("yield_time_ms", 250, "wake_on_exit", true))))
        .extracting(Terminal::id, Terminal::wakes)
        .containsExactly(1001, true);
  }

  @Test
  void theSandboxHoldsAtATerminalAndTheInterruptKeyDoesNotBreakIt() throws Exception {
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
    desk.approval = ApprovalMode.NEVER;
    desk.confining = true;
    desk.restartWorker();
    Completed first = exec("PS1='$ ' exec sh -i", Map.of("yield_time_ms", 1_000, "tty", true));
    org.junit.jupiter.api.Assumptions.assumeTrue(first.output().contains("session ID"));
    assertThat(until(1000, "sleep 60\n", "sleep 60")).contains("session ID 1000");
    assertThat(until(1000, "\u0003echo a$((1+1))b\n", "a2b")).contains("session ID 1000");
    assertThat(until(1000, "touch /etc/ours; echo c$?d\n", "c1d")).contains("ead-only");
  }

  @Test
  void aCharacterIsNeverSplitBetweenTwoPieces() throws Exception {
    Completed first =
        exec("printf 'a\\303'; " + waitFor("go") + "printf '\\244b'", Map.of("yield_time_ms", 250));
    assertThat(first.output()).endsWith("Output:\na");
    Files.createFile(desk.workspace.resolve("go"));
    assertThat(write(1000, "", null).output()).endsWith("Output:\näb");
  }

  private static String waitFor(String gate) {
    return "while [ ! -e " + gate + " ]; do sleep 0.01; done; ";
  }

  private Completed exec(String command, Map<String, Object> more) throws Exception {
    Map<String, Object> arguments = new TreeMap<>(more);
    arguments.put("cmd", command);
    arguments.put("login", false);
    ToolRun run = desk.call("exec-" + ++calls, JSON.writeValueAsString(arguments));
    return completed(desk.tool.run(run, desk));
  }

  private Completed write(int session, String chars, @Nullable Integer yield) throws Exception {
    return completed(desk.stdin.run(stdin("stdin-" + ++calls, session, chars, null, yield), desk));
  }

  /** By a worker that is told that another one held it. */
  private Completed lost(int session) throws Exception {
    return completed(
        desk.stdin.run(stdin("stdin-" + ++calls, session, "", "worker 1", null), desk));
  }

  /** Types, then looks until it printed that; all it printed. */
  private String until(int session, String chars, String wanted) throws Exception {
    StringBuilder all = new StringBuilder(write(session, chars, null).output());
    for (int i = 0; i < 40 && all.indexOf(wanted) < 0; i++) {
      all.append(write(session, chars.isEmpty() ? "" : "\r", null).output());
    }
    assertThat(all).contains(wanted);
    return all.toString();
  }

  private ToolRun stdin(String id, int session, String chars, @Nullable String owner)
      throws Exception {
    return stdin(id, session, chars, owner, null);
  }

  private ToolRun stdin(
      String id, int session, String chars, @Nullable String owner, @Nullable Integer yield)
      throws Exception {
    Map<String, Object> arguments = new TreeMap<>(Map.of("session_id", session, "chars", chars));
    if (yield != null) {
      arguments.put("yield_time_ms", yield);
    }
    ToolRun any = desk.call(id, "{}");
    ToolCall call =
        new ToolCall(
            new CallId(id),
            WriteStdinTool.NAME,
            JSON.writeValueAsString(arguments),
            false,
            RetryClass.EFFECTS,
            Terminal.placeOf(session));
    return new ToolRun(
        any.session(),
        any.turn(),
        call,
        any.settings(),
        null,
        java.util.List.of(),
        false,
        50,
        null,
        owner);
  }

  private Path outputFile() throws IOException {
    try (var files = Files.walk(desk.places.journal())) {
      return files.filter(file -> file.endsWith("output")).findFirst().orElseThrow();
    }
  }

  private static Terminal terminal(Completed done) {
    return Objects.requireNonNull(Objects.requireNonNull(done.holding()).terminal());
  }

  private static Completed completed(ToolOutcome outcome) {
    return (Completed) (outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome);
  }
}
