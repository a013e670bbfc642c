package io.codextemporal.tui.cells;

import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.PlanStep;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a cell of the transcript looks. Pure: the same arguments give the same rows. */
public final class CellRows {
  private static final Span TWO = Span.of("  ");

  /** Rows of a thought that are shown where not everything is asked for. */
  private static final int THOUGHT_ROWS = 4;

  private final int columns;
  private final Theme theme;
  private final boolean whole;

  private CellRows(int columns, Theme theme, boolean whole) {
    this.columns = columns;
    this.theme = theme;
    this.whole = whole;
  }

  /**
   * The rows of a cell, with the blank row before it where there is one.
   *
   * @param before the cell above; null at the top
   * @param columns at least 10
   * @param whole everything there is, as in the pager; else head and tail of what is long
   */
  public static List<Row> rows(
      TranscriptCell cell,
      @Nullable TranscriptCell before,
      int columns,
      Theme theme,
      boolean whole) {
    CellRows drawing = new CellRows(columns, theme, whole);
    boolean joined =
        before != null && Exploring.look(cell).isPresent() && Exploring.look(before).isPresent();
    List<Row> body = drawing.body(cell, joined);
    if (before == null || joined || body.isEmpty()) {
      return body;
    }
    List<Row> rows = new ArrayList<>(body.size() + 1);
    rows.add(Row.BLANK);
    rows.addAll(body);
    return rows;
  }

  private List<Row> body(TranscriptCell cell, boolean joined) {
    return switch (cell) {
      case TranscriptCell.User said -> user(said);
      case TranscriptCell.Agent said ->
          Row.indent(
              Markdown.rows(said.text(), columns - 2, theme),
              new Span("• ", theme.style(Role.DIM)),
              TWO);
      case TranscriptCell.Reasoning thought -> reasoning(thought.text());
      case TranscriptCell.Tool tool -> tool(tool, joined);
      case TranscriptCell.PlanShown plan -> plan(plan.plan());
      case TranscriptCell.Note note -> note(note);
      case TranscriptCell.TurnEnd end ->
          List.of(
              Row.remark(
                  "  Worked for " + Times.roughly(end.millis()) + " • " + Times.clock(end.at()),
                  theme.style(Role.DIM),
                  columns));
    };
  }

  private List<Row> user(TranscriptCell.User said) {
    List<Row> rows = new ArrayList<>();
    Span mark = new Span("› ", theme.style(Role.USER).with(Style.BOLD));
    for (String line : said.shown().split("\n", -1)) {
      Span lead = rows.isEmpty() ? mark : TWO;
      rows.addAll(
          Row.wrap(
              Line.of(new Span(Sanitizer.clean(line), Style.PLAIN.with(Style.BOLD))),
              lead,
              TWO,
              columns));
    }
    if (!said.from().isEmpty()) {
      rows.add(
          Row.remark("  from " + Sanitizer.clean(said.from()), theme.style(Role.DIM), columns));
    }
    return rows;
  }

  /** A summary: what stands in bold is a title; the begin of it, or all. */
  private List<Row> reasoning(String text) {
    List<Row> rows = new ArrayList<>();
    Style style = theme.style(Role.REASONING);
    for (String line : text.strip().split("\n", -1)) {
      String clean = Sanitizer.clean(line.strip());
      boolean title = clean.startsWith("**") && clean.endsWith("**");
      String words = clean.replace("**", "");
      if (!words.isEmpty()) {
        Span lead = rows.isEmpty() ? new Span("• ", style) : TWO;
        Style look = title ? style.with(Style.BOLD) : style;
        rows.addAll(Row.wrap(Line.of(new Span(words, look)), lead, TWO, columns));
      }
    }
    if (whole || rows.size() <= THOUGHT_ROWS + 1) {
      return rows;
    }
    List<Row> begin = new ArrayList<>(rows.subList(0, THOUGHT_ROWS));
    String more = "  … +" + (rows.size() - THOUGHT_ROWS) + " lines (ctrl+t)";
    begin.add(Row.remark(more, theme.style(Role.DIM), columns));
    return begin;
  }

  private List<Row> tool(TranscriptCell.Tool tool, boolean joined) {
    ToolRows rows = new ToolRows(columns, theme, whole);
    Optional<Exploring.Look> looks = Exploring.look(tool);
    return looks.isPresent() ? rows.explored(tool, looks.get(), !joined) : rows.rows(tool);
  }

  private List<Row> plan(Plan plan) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of(
            Line.of(
                new Span("• ", theme.style(Role.DIM)),
                new Span("Updated Plan", theme.style(Role.TITLE))),
            2));
    Span hang = new Span("  └ ", theme.style(Role.DIM));
    if (!plan.explanation().isBlank()) {
      rows.addAll(
          Row.wrap(
              Line.of(new Span(Sanitizer.clean(plan.explanation()), theme.style(Role.REASONING))),
              hang,
              Span.of("    "),
              columns));
    }
    for (PlanStep step : plan.steps()) {
      Span lead = rows.size() == 1 ? hang : Span.of("    ");
      rows.addAll(Row.wrap(step(step), lead, Span.of("      "), columns));
    }
    return rows;
  }

  private Line step(PlanStep step) {
    String words = Sanitizer.clean(step.step());
    Style dim = theme.style(Role.DIM);
    return switch (step.status()) {
      case "completed" ->
          Line.of(
              new Span("✔ ", theme.style(Role.SUCCESS)), new Span(words, dim.with(Style.STRIKE)));
      case "in_progress" ->
          Line.of(
              new Span("□ ", theme.style(Role.ACCENT)),
              new Span(words, theme.style(Role.ACCENT).with(Style.BOLD)));
      default -> Line.of(new Span("□ ", dim), Span.of(words));
    };
  }

  private List<Row> note(TranscriptCell.Note note) {
    Style style =
        switch (note.kind()) {
          case INFO -> theme.style(Role.DIM);
          case WARNING -> theme.style(Role.WARNING);
          case ERROR, INTERRUPTED -> theme.style(Role.ERROR);
          case APPROVED -> theme.style(Role.SUCCESS);
          case DENIED -> theme.style(Role.WARNING);
        };
    String mark =
        switch (note.kind()) {
          case INFO -> "• ";
          case WARNING -> "⚠ ";
          case ERROR, INTERRUPTED -> "■ ";
          case APPROVED -> "✔ ";
          case DENIED -> "✗ ";
        };
    List<Row> rows = new ArrayList<>();
    for (String line : note.text().strip().split("\n", -1)) {
      Span lead = rows.isEmpty() ? new Span(mark, style) : TWO;
      rows.addAll(Row.wrap(Line.of(new Span(Sanitizer.clean(line), style)), lead, TWO, columns));
    }
    return rows;
  }
}
