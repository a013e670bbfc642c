package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.WaitingFor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecJsonTest {
  private final ExecJson json = new ExecJson();

  private List<String> lines(AgentEvent... events) {
    List<String> lines = new ArrayList<>();
    for (AgentEvent event : events) {
      json.lines(event).forEach(line -> lines.add(line.toString()));
    }
    return lines;
  }

  @Test
  void aTurnFromBeginToEnd() {
    assertThat(ExecJson.threadStarted(Told.SESSION).toString())
        .isEqualTo("{\"type\":\"thread.started\",\"thread_id\":\"" + Told.SESSION + "\"}");
    assertThat(lines(Told.started(), Told.message("hi"), Told.completed("hi")))
        .containsExactly(
            "{\"type\":\"turn.started\"}",
            "{\"type\":\"item.completed\",\"item\":{\"id\":\"item_0\",\"type\":\"agent_message\",\"text\":\"hi\"}}",
            "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":10,\"cached_input_tokens\":4,\"output_tokens\":3}}");
  }

  @Test
  void aCommandIsOneItem() {
    assertThat(
            lines(
                Told.call("exec_command", "{\"cmd\":\"ls\"}", "ls"),
                Told.ended(ToolCallStatus.COMPLETED, 0, "a\nb\n")))
        .containsExactly(
            "{\"type\":\"item.started\",\"item\":{\"id\":\"item_0\",\"type\":\"command_execution\",\"command\":\"ls\",\"aggregated_output\":\"\",\"exit_code\":null,\"status\":\"in_progress\"}}",
            "{\"type\":\"item.completed\",\"item\":{\"id\":\"item_0\",\"type\":\"command_execution\",\"command\":\"ls\",\"aggregated_output\":\"a\\nb\\n\",\"exit_code\":0,\"status\":\"completed\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web_search|{\"type\":\"search\",\"query\":\"a\"}|a|{\"type\":\"search\",\"query\":\"a\"}",
        "web_search|{\"type\":\"open_page\",\"url\":\"u\"}|u|{\"type\":\"open_page\",\"url\":\"u\"}",
        "web_search|{\"query\":\"a\"}|a|{\"type\":\"search\",\"query\":\"a\"}",
        "web_fetch|{\"url\":\"u\"}|u|{\"type\":\"open_page\",\"url\":\"u\"}"
      })
  void aLookAtTheWebIsOneItem(String tool, String arguments, String query, String action) {
    String item =
        "{\"id\":\"item_0\",\"type\":\"web_search\",\"query\":\"%s\",\"action\":%s}}"
            .formatted(query, action);
    assertThat(
            lines(Told.call(tool, arguments, "t"), Told.ended(ToolCallStatus.COMPLETED, null, "")))
        .containsExactly(
            "{\"type\":\"item.started\",\"item\":" + item,
            "{\"type\":\"item.completed\",\"item\":" + item);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETED,0,completed",
    "COMPLETED,1,failed",
    "COMPLETED,,completed",
    "FAILED,127,failed",
    "FAILED,,failed",
    "DECLINED,,declined",
    "ABORTED,,failed",
    "OUTCOME_UNKNOWN,,failed",
    "UNKNOWN,,failed"
  })
  void howACommandEnded(ToolCallStatus status, Integer exit, String expected) {
    json.lines(Told.call("exec_command", "{}", "ls"));
    assertThat(lines(Told.ended(status, exit, "")).getFirst())
        .contains("\"status\":\"" + expected + "\"");
  }

  @Test
  void thePlanIsOneListThatGrowsAndEnds() {
    List<String> lines =
        lines(
            Told.call("update_plan", "{}", "plan"),
            Told.plan("in_progress", "pending"),
            Told.ended(ToolCallStatus.COMPLETED, null, "Plan updated"),
            Told.plan("completed", "completed"),
            Told.completed("done"));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("{\"type\":\"item.started\"").contains("todo_list");
    assertThat(lines.get(1)).startsWith("{\"type\":\"item.updated\"");
    assertThat(lines.get(2))
        .startsWith("{\"type\":\"item.completed\"")
        .contains("{\"text\":\"do completed\",\"completed\":true}");
    assertThat(lines.get(3)).startsWith("{\"type\":\"turn.completed\"");
  }

  @Test
  void aPatchNamesItsFiles() {
    String patch =
        "{\"input\":\"*** Begin Patch\\n*** Add File: a.txt\\n+x\\n*** Delete File: b.txt\\n"
            + "*** Update File: c d.txt\\n@@\\n-x\\n+y\\n*** End Patch\"}";
    assertThat(lines(Told.call("apply_patch", patch, "patch")).getFirst())
        .contains(
            "\"changes\":[{\"path\":\"a.txt\",\"kind\":\"add\"},{\"path\":\"b.txt\",\"kind\":\"delete\"},{\"path\":\"c d.txt\",\"kind\":\"update\"}]");
  }

  @Test
  void anMcpCallNamesServerAndTool() {
    json.lines(Told.call("mcp__files__read__all", "{}", "read"));
    assertThat(lines(Told.ended(ToolCallStatus.COMPLETED, null, "text")).getFirst())
        .contains("\"server\":\"files\"", "\"tool\":\"read__all\"", "\"content\":\"text\"");
  }

  @Test
  void anUnknownToolIsToldToo() {
    assertThat(lines(Told.call("mystery", "{}", "mystery")).getFirst())
        .contains("\"type\":\"tool_call\"", "\"tool\":\"mystery\"");
  }

  @Test
  void aQuestionIsAsked() {
    assertThat(lines(new AgentEvent.RequestOpened(Told.request("call_9"))).getFirst())
        .startsWith(
            "{\"type\":\"approval.requested\",\"call_id\":\"call_9\",\"kind\":\"command\",\"command\":\"touch x\"")
        .contains("\"cwd\":\"/work\"", "\"reason\":\"it writes\"", "\"digest\":\"d1\"");
  }

  @Test
  void failuresAreTold() {
    assertThat(lines(Told.failed(ErrorKind.OUTAGE)))
        .containsExactly("{\"type\":\"turn.failed\",\"error\":{\"message\":\"it broke\"}}");
    assertThat(lines(Told.aborted("ada")).getFirst()).contains("interrupted by ada");
    assertThat(lines(new AgentEvent.Warning("careful")).getFirst())
        .contains("\"type\":\"error\"", "\"message\":\"careful\"");
  }

  @Test
  void aSleepIsTold() {
    assertThat(
            lines(
                new AgentEvent.SleepStarted(
                    Told.TURN, WaitingFor.RATE_LIMIT, "429", Instant.EPOCH)))
        .containsExactly(
            "{\"type\":\"turn.sleeping\",\"waiting_for\":\"rate_limit\",\"reason\":\"429\",\"until\":\"1970-01-01T00:00:00Z\"}");
  }

  @Test
  void anEndWithoutBeginIsPassedOver() {
    assertThat(lines(Told.ended(ToolCallStatus.COMPLETED, 0, "x"), new AgentEvent.Unknown()))
        .isEmpty();
  }

  @Test
  void itemIdsCountUp() {
    assertThat(lines(Told.message("a"), Told.message("b"), Told.message("c")))
        .extracting(line -> line.replaceAll(".*\"id\":\"(item_\\d)\".*", "$1"))
        .containsExactly("item_0", "item_1", "item_2");
  }

  /** What begins as a change of files ends as one, whatever came of it. */
  @ParameterizedTest
  @CsvSource({"COMPLETED,completed", "FAILED,failed", "ABORTED,failed", "DECLINED,declined"})
  void aPatchThatIsTypedIntoAShellIsOneKindOfItem(ToolCallStatus status, String word) {
    String script =
        """
        cd sub && apply_patch <<'EOF'
        *** Begin Patch
        *** Add File: a.txt
        +x
        *** End Patch
        EOF
        """;
    String arguments = "{\"cmd\":\"apply_patch <<EOF\\n*** Add File: a.txt\\n+x\"}";
    List<String> lines =
        lines(Told.call("exec_command", arguments, script), Told.ended(status, null, "no"));
    String item =
        "{\"type\":\"item.%s\",\"item\":{\"id\":\"item_0\",\"type\":\"file_change\",\"changes\":"
            + "[{\"path\":\"a.txt\",\"kind\":\"add\"}],\"status\":\"%s\"}}";
    assertThat(lines)
        .containsExactly(
            item.formatted("started", "in_progress"), item.formatted("completed", word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apply_patch --help",
        "apply_patch <<EOF\nx\nEOF\nmake",
        "echo apply_patch <<EOF\nx\nEOF",
        "apply_patch <<EOF | cat\nx\nEOF"
      })
  void anyOtherScriptIsACommand(String script) {
    assertThat(lines(Told.call("exec_command", "{}", script)).getFirst())
        .contains("command_execution");
  }
}
