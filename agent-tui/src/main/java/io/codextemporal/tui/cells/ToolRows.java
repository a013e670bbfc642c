package io.codextemporal.tui.cells;

import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a tool call looks: what was run, the head and tail of what it printed, how it ended. */
final class ToolRows {
  private static final int HEAD = 2;
  private static final int TAIL = 3;
  private static final int COMMAND_LINES = 3;

  private final int columns;
  private final Theme theme;
  private final boolean whole;

  ToolRows(int columns, Theme theme, boolean whole) {
    this.columns = columns;
    this.theme = theme;
    this.whole = whole;
  }

  List<Row> rows(TranscriptCell.Tool tool) {
    List<Row> rows = new ArrayList<>(title(tool));
    if (isPatch(tool)) {
      patch(tool, rows);
    }
    output(tool, rows);
    return rows;
  }

  /** One of several calls that only look: a line of its own under the shared title. */
  List<Row> explored(TranscriptCell.Tool tool, String what, boolean first) {
    List<Row> rows = new ArrayList<>();
    boolean running = tool.status() == null;
    if (first) {
      rows.add(
          new Row(
              Line.of(
                  new Span("• ", bullet(tool)),
                  new Span(running ? "Exploring" : "Explored", theme.style(Role.TITLE))),
              2,
              false));
    }
    String[] words = Sanitizer.clean(what).split(" ", 2);
    Line line =
        Line.of(
            new Span(words[0] + " ", theme.style(Role.ACCENT)),
            Span.of(words.length > 1 ? words[1] : ""));
    Span lead = new Span(first ? "  └ " : "    ", theme.style(Role.DIM));
    rows.addAll(Row.wrap(line, lead, Span.of("      "), columns));
    if (whole) {
      output(tool, rows);
    } else if (tool.status() != null && tool.status() != ToolCallStatus.COMPLETED) {
      rows.add(note(ended(tool)));
    }
    return rows;
  }

  private List<Row> title(TranscriptCell.Tool tool) {
    Span bullet = new Span("• ", bullet(tool));
    String shown = Sanitizer.clean(tool.title().isBlank() ? tool.tool() : firstLines(tool.title()));
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(verb(tool) + " ", theme.style(Role.TITLE)));
    spans.add(Span.of(shown));
    List<Row> wrapped =
        Row.wrap(new Line(spans), bullet, new Span("  │ ", theme.style(Role.DIM)), columns - 2);
    if (whole || wrapped.size() <= COMMAND_LINES) {
      return wrapped;
    }
    List<Row> cut = new ArrayList<>(wrapped.subList(0, COMMAND_LINES));
    cut.add(note("… +" + (wrapped.size() - COMMAND_LINES) + " lines (ctrl+t)"));
    return cut;
  }

  private static String firstLines(String title) {
    return title.strip().replace("\n", " ⏎ ");
  }

  private static String verb(TranscriptCell.Tool tool) {
    boolean running = tool.status() == null;
    return switch (tool.tool()) {
      case "exec_command", "shell_command", "local_shell" ->
          tool.byUser() ? "You ran" : running ? "Running" : "Ran";
      case "apply_patch" -> running ? "Editing" : "Edited";
      case "view_image" -> "Viewed";
      case "web_search" -> running ? "Searching the web for" : "Searched the web for";
      case "write_stdin" -> "Typed";
      case "js_repl" -> running ? "Running JS" : "Ran JS";
      case "" -> tool.byUser() ? "You ran" : "Ran";
      default -> (running ? "Calling " : "Called ") + Sanitizer.clean(tool.tool());
    };
  }

  private Style bullet(TranscriptCell.Tool tool) {
    @Nullable ToolCallStatus status = tool.status();
    if (status == null) {
      return theme.style(Role.ACCENT);
    }
    return switch (status) {
      case COMPLETED -> theme.style(failed(tool) ? Role.ERROR : Role.SUCCESS);
      case FAILED, OUTCOME_UNKNOWN -> theme.style(Role.ERROR);
      case DECLINED, ABORTED -> theme.style(Role.WARNING);
      case UNKNOWN -> theme.style(Role.DIM);
    };
  }

  private static boolean failed(TranscriptCell.Tool tool) {
    Integer exit = tool.exitCode();
    return exit != null && exit != 0;
  }

  private void output(TranscriptCell.Tool tool, List<Row> rows) {
    List<Line> lines = OutputText.lines(tool.output(), theme, theme.style(Role.DIM));
    int hidden = whole ? 0 : Math.max(0, lines.size() - HEAD - TAIL);
    int from = rows.size();
    boolean running = tool.status() == null;
    if (hidden > 0 && running) {
      // What runs shows where it is.
      rows.add(note("… +" + (hidden + HEAD) + " lines"));
      body(lines.subList(lines.size() - TAIL, lines.size()), rows);
    } else if (hidden > 0) {
      body(lines.subList(0, HEAD), rows);
      rows.add(note("… +" + hidden + " lines (ctrl+t)"));
      body(lines.subList(lines.size() - TAIL, lines.size()), rows);
    } else {
      body(lines, rows);
    }
    String end = ended(tool);
    if (!end.isEmpty()) {
      rows.add(note(end));
    }
    if (whole && tool.outputFile() != null) {
      rows.add(note("all of it: " + Sanitizer.clean(tool.outputFile())));
    }
    if (rows.size() > from) {
      lead(rows, from);
    }
  }

  /** The first row under the title hangs from it. */
  private void lead(List<Row> rows, int at) {
    Row row = rows.get(at);
    List<Span> spans = new ArrayList<>(row.line().spans());
    if (!spans.isEmpty() && spans.getFirst().text().startsWith("    ")) {
      Span first = spans.getFirst();
      spans.set(0, new Span("  └ ", theme.style(Role.DIM)));
      if (first.text().length() > 4) {
        spans.add(1, new Span(first.text().substring(4), first.style()));
      }
      rows.set(at, new Row(new Line(spans), row.gutter(), row.wrapped()));
    }
  }

  private void body(List<Line> lines, List<Row> rows) {
    for (Line line : lines) {
      List<Row> wrapped = Row.wrap(line, Span.of("    "), Span.of("    "), columns);
      int shown = whole ? wrapped.size() : Math.min(wrapped.size(), 3);
      rows.addAll(wrapped.subList(0, shown));
      if (shown < wrapped.size()) {
        rows.add(note("…"));
      }
    }
  }

  private Row note(String text) {
    return new Row(Line.of(new Span("    " + text, theme.style(Role.DIM))), 4, false);
  }

  /** How it ended, where that must be said; empty when all is well. */
  private static String ended(TranscriptCell.Tool tool) {
    @Nullable ToolCallStatus status = tool.status();
    if (status == null) {
      return "";
    }
    return switch (status) {
      case COMPLETED, FAILED -> exit(tool);
      case DECLINED -> "not run: declined";
      case ABORTED -> "interrupted";
      case OUTCOME_UNKNOWN -> "it is not known whether it ran to its end";
      case UNKNOWN -> "";
    };
  }

  private static String exit(TranscriptCell.Tool tool) {
    Integer exit = tool.exitCode();
    String time = tool.millis() >= 1_000 ? Times.shortly(tool.millis()) : "";
    if (exit == null) {
      return tool.status() == ToolCallStatus.FAILED && tool.output().isBlank() ? "failed" : "";
    }
    if (exit != 0) {
      return "exit " + exit + (time.isEmpty() ? "" : " • " + time);
    }
    if (tool.output().isBlank()) {
      return "(no output)" + (time.isEmpty() ? "" : " • " + time);
    }
    return time.isEmpty() ? "" : time;
  }

  private static boolean isPatch(TranscriptCell.Tool tool) {
    return tool.tool().toLowerCase(Locale.ROOT).equals("apply_patch");
  }

  private void patch(TranscriptCell.Tool tool, List<Row> rows) {
    List<Row> diff = DiffRows.rows(PatchText.of(tool.arguments()), columns - 4, theme);
    int shown = whole ? diff.size() : Math.min(diff.size(), 12);
    rows.addAll(Row.indent(diff.subList(0, shown), Span.of("    "), Span.of("    ")));
    if (shown < diff.size()) {
      rows.add(note("… +" + (diff.size() - shown) + " lines (ctrl+t)"));
    }
  }
}
