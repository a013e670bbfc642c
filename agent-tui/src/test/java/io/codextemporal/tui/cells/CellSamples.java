package io.codextemporal.tui.cells;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.PlanStep;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Theme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One of everything a transcript can hold. */
final class CellSamples {
  static final String PATCH =
      """
      *** Begin Patch
      *** Update File: src/main/java/org/example/a.java
      @@ int f() {
           int w = 0;
      -    old(w);
      +    one(w);
      +    two(w);
         }
      *** Add File: docs/new file.md
      +# New
      +
      +日本語の行です。とても長いので、狭い画面では折り返さなければなりません。
      *** Delete File: gone.txt
      *** End Patch
      """;

  static final String MARKDOWN =
      """
      # Title with `code`

      Some **bold**, *slanted*, ~~struck~~ words, a [link](https://example.org/a), a bare
      https://example.org/b?c=d, and a [file](docs/README.md).

      ## Lists

      - [x] done
      - [ ] still to do, and this one is long enough to wrap on any narrow screen there is
      - plain
        1. inner
        2. second

           with a paragraph of its own

      > a quote
      > > in a quote

      | name | count | remark |
      |:-----|------:|:------:|
      | alpha | 1 | first |
      | beta | 22,000 | the second, with a remark that does not fit everywhere |

      ```python
      def hello(name):  # say it
          return f"hello {name}" * 3
      ```

          indented

      ---

      日本語の文章は空白がないので、どこでも折り返すことができます。
      averyveryveryveryveryveryveryveryveryverylongwordthatfitsnowhere
      """;

  private static final String QUESTION =
      "{\"questions\":[{\"id\":\"c\",\"question\":\"Which colour shall the button have?\"}]}";
  private static final String QUESTIONS =
      "{\"questions\":[{\"id\":\"c\",\"question\":\"Which colour shall the button have?\"},"
          + "{\"id\":\"d\",\"question\":\"Where?\"}]}";
  private static final String ANSWER =
      "{\"answers\":{\"c\":{\"answers\":[\"Red, as the others have it\"]}}}";

  private static final String LOST =
      "outcome unknown: the worker that ran this was lost. It may have run in whole, in part or not"
          + " at all.\nit was started";

  static Map<String, List<TranscriptCell>> all() {
    Map<String, List<TranscriptCell>> all = new LinkedHashMap<>();
    all.put(
        "messages",
        List.of(
            new TranscriptCell.User(1, "", "first line of what I want\n  and a second"),
            new TranscriptCell.Reasoning(2, "**Looking at the tests**\n\nI should run them first."),
            new TranscriptCell.Agent(3, "m", "Done. All *twelve* pass."),
            new TranscriptCell.TurnEnd(4, 12_300, Instant.EPOCH),
            new TranscriptCell.User(5, "ada's other screen", "and then this")));
    all.put("markdown", List.of(new TranscriptCell.Agent(1, "m", MARKDOWN)));
    all.put("commands", commands());
    all.put("looks", looks());
    all.put("edits", edits());
    all.put("others", others());
    all.put("notes", notes());
    return all;
  }

  private static List<TranscriptCell> commands() {
    String long12 =
        IntStream.rangeClosed(1, 12).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    return List.of(
        tool("exec_command", "cargo test -p foo", ToolCallStatus.COMPLETED, 0, 20, "ok\n"),
        tool("exec_command", "npm test", ToolCallStatus.FAILED, 1, 3_400, long12),
        tool("exec_command", "make all", null, null, 0, long12),
        tool("exec_command", "true", ToolCallStatus.COMPLETED, 0, 10, ""),
        tool(
            "exec_command",
            "for i in $(seq 1 3); do\n  echo \"$i of three\"\ndone\necho end # all\nsleep 1\ndate",
            ToolCallStatus.COMPLETED,
            0,
            1_020,
            "1 of three\n2 of three\n3 of three\nend"),
        tool(
            "exec_command",
            "rm -rf build",
            ToolCallStatus.DECLINED,
            null,
            0,
            "rejected by user: keep it"),
        tool("exec_command", "sleep 60", ToolCallStatus.ABORTED, null, 0, "aborted by user"),
        tool("exec_command", "deploy", ToolCallStatus.OUTCOME_UNKNOWN, null, 0, LOST),
        tool(
            "exec_command",
            "seq 9000",
            ToolCallStatus.COMPLETED,
            0,
            30,
            "Warning: truncated output (original token count: 9000)\nTotal output lines: 9000\n\n"
                + "1\n2\n3\n4…800 tokens truncated…7\n8998\n8999\n9000"),
        tool("exec_command", "npm start", ToolCallStatus.COMPLETED, null, 10_000, "listening"),
        byUser("ls -1", "a\nb"),
        tool(
            "exec_command",
            "colours",
            ToolCallStatus.COMPLETED,
            0,
            1,
            "\u001b[31mred\u001b[0m plain\n10%\r50%\r100%\na\tb"));
  }

  private static List<TranscriptCell> looks() {
    return List.of(
        tool("exec_command", "rg -n 'Change Approved' src", ToolCallStatus.COMPLETED, 0, 1, "x"),
        tool("exec_command", "sed -n '1,200p' a/View.java", ToolCallStatus.COMPLETED, 0, 1, "x"),
        tool("exec_command", "ls -la docs", ToolCallStatus.FAILED, 2, 1, "no such folder"),
        call("read_file", "{\"file_path\":\"README.md\"}", ToolCallStatus.COMPLETED, "text"),
        tool("exec_command", "cat a.txt | head -n 3", null, null, 0, ""));
  }

  private static List<TranscriptCell> edits() {
    String small =
        """
        *** Begin Patch
        *** Update File: a.java
        @@ -12,2 +12,2 @@
             int w = 0;
        -    old(w, "with a line that is so long that it has to be wrapped on most screens");
        +    one(w);
        *** End Patch
        """;
    return List.of(
        call("apply_patch", small, ToolCallStatus.COMPLETED, ""),
        call("apply_patch", PATCH, ToolCallStatus.COMPLETED, ""),
        call("apply_patch", small, ToolCallStatus.DECLINED, "rejected by user"),
        call("apply_patch", small, null, ""));
  }

  private static List<TranscriptCell> others() {
    return List.of(
        call("view_image", "{\"path\":\"red.png\"}", ToolCallStatus.COMPLETED, ""),
        call(
            "js_repl",
            "// codex-js-repl: timeout_ms=9000\nconst n = await count('src');\n`${n} files`",
            ToolCallStatus.COMPLETED,
            "12 files\n"),
        call("js_repl_reset", "{}", ToolCallStatus.COMPLETED, "js_repl kernel reset"),
        call("web_search", "{\"query\":\"codex temporal\"}", ToolCallStatus.COMPLETED, ""),
        call(
            "web_search",
            "{\"type\":\"open_page\",\"url\":\"https://docs.example/a\"}",
            ToolCallStatus.COMPLETED,
            ""),
        call("web_fetch", "{\"url\":\"https://docs.example/b\"}", null, ""),
        call("mcp__docs__find", "{\"q\": \"x\"}", ToolCallStatus.COMPLETED, "3 pages"),
        call("spawn_agent", "{\"task_name\":\"read the docs\"}", null, ""),
        call("request_user_input", QUESTION, ToolCallStatus.COMPLETED, ANSWER),
        call("request_user_input", QUESTIONS, ToolCallStatus.COMPLETED, ANSWER),
        call("request_user_input", QUESTION, ToolCallStatus.DECLINED, "rejected by user: later"),
        call("request_user_input", QUESTION, null, ""),
        call("request_user_input", "{\"cut", ToolCallStatus.FAILED, "no questions"),
        call("update_plan", "{}", ToolCallStatus.COMPLETED, "Plan updated"),
        new TranscriptCell.PlanShown(
            9,
            new Plan(
                "The order matters.",
                List.of(
                    new PlanStep("Read the code", "completed"),
                    new PlanStep("Change what is wrong, wherever it may stand", "in_progress"),
                    new PlanStep("Test it", "pending")))));
  }

  private static List<TranscriptCell> notes() {
    List<TranscriptCell> notes = new ArrayList<>();
    for (TranscriptCell.Note.Kind kind : TranscriptCell.Note.Kind.values()) {
      String text = kind == TranscriptCell.Note.Kind.ERROR ? "It failed:\nno room" : "Said so";
      notes.add(new TranscriptCell.Note(notes.size(), kind, text));
    }
    return notes;
  }

  static TranscriptCell.Tool tool(
      String tool,
      String title,
      @Nullable ToolCallStatus status,
      @Nullable Integer exit,
      long millis,
      String output) {
    return new TranscriptCell.Tool(
        7, new CallId("c"), tool, "", title, false, status, exit, millis, output, "/tmp/out");
  }

  private static TranscriptCell.Tool byUser(String command, String output) {
    return new TranscriptCell.Tool(
        8,
        new CallId("u"),
        "user_shell",
        "",
        command,
        true,
        ToolCallStatus.COMPLETED,
        0,
        5,
        output,
        null);
  }

  static TranscriptCell.Tool call(
      String tool, String arguments, @Nullable ToolCallStatus status, String output) {
    return new TranscriptCell.Tool(
        9, new CallId("d"), tool, arguments, tool, false, status, null, 5, output, null);
  }

  static List<Row> rows(List<TranscriptCell> cells, int columns, Theme theme, boolean whole) {
    List<Row> rows = new ArrayList<>();
    @Nullable TranscriptCell before = null;
    for (TranscriptCell cell : cells) {
      rows.addAll(CellRows.rows(cell, before, columns, theme, whole));
      before = cell;
    }
    return rows;
  }

  static String shown(List<Row> rows) {
    return rows.stream()
        .map(row -> row.line().plain().stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private CellSamples() {}
}
