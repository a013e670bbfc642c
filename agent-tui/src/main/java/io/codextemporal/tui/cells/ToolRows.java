package io.codextemporal.tui.cells;

import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a tool call looks: what was run, the head and tail of what it printed, how it ended. */
final class ToolRows {
  private static final int HEAD = 2;
  private static final int TAIL = 3;
  private static final int COMMAND_ROWS = 3;

  /** Rows a single line of output may take where not everything is asked for. */
  private static final int LINE_ROWS = 2;

  private static final Span INDENT = Span.of("    ");
  private static final Span DEEPER = Span.of("      ");

  private final int columns;
  private final Theme theme;
  private final boolean whole;

  ToolRows(int columns, Theme theme, boolean whole) {
    this.columns = columns;
    this.theme = theme;
    this.whole = whole;
  }

  List<Row> rows(TranscriptCell.Tool tool) {
    List<Row> rows = new ArrayList<>();
    switch (tool.tool()) {
      case "update_plan" -> {
        // The plan has a cell of its own.
        if (tool.status() == ToolCallStatus.FAILED) {
          title(new CallTitle("Updated the plan", "", ""), tool, rows);
          output(tool, rows);
        }
      }
      case "apply_patch" -> {
        rows.addAll(new EditRows(columns, theme, whole).rows(tool, bullet(tool)));
        if (whole || tool.status() != ToolCallStatus.COMPLETED) {
          output(tool, rows);
        }
      }
      case "request_user_input" -> {
        rows.addAll(new QuestionRows(columns, theme).rows(tool, bullet(tool)));
        if (rows.isEmpty()) {
          title(CallTitle.of(tool), tool, rows);
          output(tool, rows);
        }
      }
      default -> {
        if (tool.changes().isEmpty()) {
          title(CallTitle.of(tool), tool, rows);
        } else {
          rows.addAll(new EditRows(columns, theme, whole).rows(tool, bullet(tool)));
        }
        if (whole || tool.changes().isEmpty()) {
          output(tool, rows);
        }
      }
    }
    return rows;
  }

  /** One of several calls that only look: a line of its own under the shared title. */
  List<Row> explored(TranscriptCell.Tool tool, Exploring.Look look, boolean first) {
    List<Row> rows = new ArrayList<>();
    if (first) {
      String title = tool.status() == null ? "Exploring" : "Explored";
      rows.add(
          Row.of(
              Line.of(new Span("• ", bullet(tool)), new Span(title, theme.style(Role.TITLE))), 2));
    }
    Line line =
        Line.of(
            new Span(look.verb(), theme.style(Role.ACCENT)),
            Span.of(" " + Sanitizer.clean(look.what())));
    Span lead = first ? hang() : INDENT;
    rows.addAll(Row.wrap(line, lead, DEEPER, columns));
    if (whole) {
      List<Row> printed = new ArrayList<>();
      body(
          OutputText.lines(PrintedOutput.of(tool).text(), theme, theme.style(Role.DIM)),
          columns - 6,
          printed);
      rows.addAll(Row.indent(printed, DEEPER, DEEPER));
    }
    if (isBad(tool)) {
      List<Row> end = new ArrayList<>();
      note(CallEnd.words(tool), columns - 6, end);
      rows.addAll(Row.indent(end, DEEPER, DEEPER));
    }
    return rows;
  }

  private void title(CallTitle title, TranscriptCell.Tool tool, List<Row> rows) {
    Span verb = new Span(title.verb() + " ", theme.style(Role.TITLE));
    Span bar = new Span("  │ ", theme.style(Role.DIM));
    List<Row> wrapped = new ArrayList<>();
    List<Line> lines =
        title.language().isEmpty()
            ? List.of(Line.of(Sanitizer.clean(title.about().strip())))
            : Highlighter.lines(title.about().strip(), title.language(), theme);
    for (Line line : lines) {
      if (wrapped.isEmpty()) {
        List<Span> spans = new ArrayList<>(List.of(verb));
        spans.addAll(line.spans());
        wrapped.addAll(Row.wrap(new Line(spans), new Span("• ", bullet(tool)), bar, columns));
      } else {
        wrapped.addAll(Row.wrap(line, bar, bar, columns));
      }
    }
    boolean all = whole || wrapped.size() <= COMMAND_ROWS + 1;
    rows.addAll(all ? wrapped : wrapped.subList(0, COMMAND_ROWS));
    if (!all) {
      String more = "  │ … +" + (wrapped.size() - COMMAND_ROWS) + " lines (ctrl+t)";
      rows.add(Row.remark(more, theme.style(Role.DIM), columns));
    }
  }

  private Style bullet(TranscriptCell.Tool tool) {
    @Nullable ToolCallStatus status = tool.status();
    if (status == null) {
      return theme.style(Role.ACCENT);
    }
    return switch (status) {
      case COMPLETED -> theme.style(CallEnd.exitedBadly(tool) ? Role.ERROR : Role.SUCCESS);
      case FAILED, OUTCOME_UNKNOWN -> theme.style(Role.ERROR);
      case DECLINED, ABORTED -> theme.style(Role.WARNING);
      case UNKNOWN -> theme.style(Role.DIM);
    };
  }

  private static boolean isBad(TranscriptCell.Tool tool) {
    return tool.status() != null
        && (tool.status() != ToolCallStatus.COMPLETED || CallEnd.exitedBadly(tool));
  }

  private void output(TranscriptCell.Tool tool, List<Row> rows) {
    List<Row> under = new ArrayList<>();
    PrintedOutput printed = PrintedOutput.of(tool);
    List<Line> lines = OutputText.lines(printed.text(), theme, theme.style(Role.DIM));
    int all = Math.max(lines.size(), printed.lines());
    int hidden = whole || lines.size() <= HEAD + TAIL + 1 ? 0 : all - HEAD - TAIL;
    if (hidden > 0 && tool.status() == null) {
      // What runs shows where it is.
      note("… +" + (hidden + HEAD) + " lines", columns - 4, under);
      body(lines.subList(lines.size() - TAIL, lines.size()), columns - 4, under);
    } else if (hidden > 0) {
      body(lines.subList(0, HEAD), columns - 4, under);
      note("… +" + hidden + " lines (ctrl+t)", columns - 4, under);
      body(lines.subList(lines.size() - TAIL, lines.size()), columns - 4, under);
    } else {
      body(lines, columns - 4, under);
    }
    String end = CallEnd.words(tool);
    if (!end.isEmpty()) {
      note(end, columns - 4, under);
    }
    String file = tool.outputFile();
    if (whole && file != null && tool.output().contains("truncated…")) {
      note("all of it: " + Sanitizer.clean(file), columns - 4, under);
    }
    rows.addAll(Row.indent(under, hang(), INDENT));
  }

  private Span hang() {
    return new Span("  └ ", theme.style(Role.DIM));
  }

  private void body(List<Line> lines, int room, List<Row> rows) {
    Span none = Span.of("");
    for (Line line : lines) {
      List<Row> wrapped = Row.wrap(line, none, none, room);
      boolean all = whole || wrapped.size() <= LINE_ROWS;
      rows.addAll(all ? wrapped : wrapped.subList(0, LINE_ROWS - 1));
      if (!all) {
        rows.add(cut(wrapped.subList(LINE_ROWS - 1, wrapped.size()), room));
      }
    }
  }

  /** What is left of a long line, as one row that says it goes on. */
  private Row cut(List<Row> rest, int room) {
    String words = rest.stream().map(Row::text).collect(Collectors.joining(" "));
    String fitted = Columns.fit(words, room);
    return new Row(
        Line.of(new Span(fitted, theme.style(Role.DIM))), 0, true, rest.getFirst().swallowed());
  }

  private void note(String text, int room, List<Row> rows) {
    Span none = Span.of("");
    rows.addAll(Row.wrap(Line.of(new Span(text, theme.style(Role.DIM))), none, none, room));
  }
}
