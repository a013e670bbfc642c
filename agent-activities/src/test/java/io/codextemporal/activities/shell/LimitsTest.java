package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command takes what it may and no more, and is told which limit it ran into. */
@Tag("slow")
class LimitsTest {
  @TempDir Path temp;
  private Desk desk;
  private int calls;

  @BeforeEach
  void desk() throws Exception {
    Path folder = temp.toRealPath();
    desk = new Desk(folder);
    desk.programs = Cage.around(folder);
    desk.confining = true;
    desk.approval = ApprovalMode.NEVER;
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
  }

  private void limit(String... lines) {
    desk.limits = Desk.limits(lines);
    desk.restartWorker();
  }

  /** sbx-14. */
  @Test
  @Tag("sbx-14")
  void aFileOfEndlessZerosStopsAtItsLimit() throws Exception {
    limit("file_size = \"1MB\"");
    Completed done = run("head -c 200G /dev/zero > big");
    assertThat(done.exitCode()).isNotZero();
    assertThat(Files.size(desk.workspace.resolve("big"))).isLessThanOrEqualTo(1_000_000);
    assertThat(done.output()).contains("[The command ran into its limit of the size of a file");
  }

  /** sbx-15, S5: what is kept is bounded on disk and in memory. */
  @Test
  @Tag("sbx-15")
  void endlessOutputIsEndedAndItsEndsAreTold() throws Exception {
    limit("output = \"2MB\"", "file_size = \"20MB\"");
    long before = used();
    Completed done = run("yes | head -c 5G");
    assertThat(done.output()).contains("tokens truncated").hasSizeLessThan(64_000);
    assertThat(done.output()).containsAnyOf("it wrote more output than is kept", "size of a file");
    assertThat(Files.size(Path.of(String.valueOf(done.outputFile())))).isLessThan(25_000_000);
    assertThat(used() - before).isLessThan(100_000_000);
  }

  /** sbx-13: with control groups, or for a user who is not root, only so many. */
  @Test
  @Tag("sbx-13")
  void aForkBombStopsAtItsLimit() throws Exception {
    limit("processes = 60", "wall_time = 10");
    Completed done =
        run(
            "f() { f | f & }; f; i=0; while [ $i -lt 200 ]; do sleep 3 & i=$((i+1)); done; wait; exit 1");
    // A user's own limit, where there are no control groups, tells no number.
    assertThat(done.output()).containsPattern("limit of (60 )?processes");
    assertThat(run("echo fine").output()).contains("fine");
  }

  @Test
  void aLoopStopsAtItsProcessorTime() throws Exception {
    limit("cpu = 1");
    Completed done = run("while :; do :; done");
    assertThat(done.output()).contains("limit of processor time");
  }

  @Test
  void wallTimeEndsAndIsNamed() throws Exception {
    limit("wall_time = 1");
    Completed done = run("sleep 30");
    assertThat(done.output()).contains("command timed out after 1000 milliseconds");
  }

  @Test
  void openFilesAreLimited() throws Exception {
    limit("open_files = 20");
    Completed done =
        run("for i in $(seq 3 40); do eval \"exec $i</dev/null\" || exit 9; done; echo all");
    assertThat(done.output()).contains("limit of open files").doesNotContain("\nall");
  }

  @Test
  void memoryIsLimitedWhereGroupsAre() throws Exception {
    limit("memory = \"60MB\"");
    Completed done = run("head -c 200M /dev/zero | tail -c 190M | wc -c");
    Completed also = run("x=$(head -c 150000000 /dev/zero | tr '\\0' x); echo ${#x}; exit 1");
    assertThat(done.output() + also.output()).contains("emory");
  }

  @Test
  void defaultsLetOrdinaryWorkBe() throws Exception {
    limit();
    assertThat(run("for i in $(seq 100); do true & done; wait; echo done").output())
        .contains("done");
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private Completed run(String script) throws Exception {
    Path file =
        Files.writeString(desk.workspace.resolveSibling("script-" + ++calls), script + "\n");
    String json =
        new ObjectMapper()
            .writeValueAsString(Map.of("cmd", "bash " + file, "yield_time_ms", 30_000));
    ToolOutcome outcome = desk.tool.run(desk.call("c" + calls, json), desk);
    ToolOutcome inner = outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
    assertThat(inner).isInstanceOf(Completed.class);
    return (Completed) inner;
  }
}
