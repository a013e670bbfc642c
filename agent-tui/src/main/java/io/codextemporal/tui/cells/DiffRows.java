package io.codextemporal.tui.cells;

import io.codextemporal.tui.cells.FilePatch.Changed;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** A diff, or a patch in the model's own form, as numbered and coloured rows. Pure. */
public final class DiffRows {
  private final int columns;
  private final Theme theme;

  DiffRows(int columns, Theme theme) {
    this.columns = columns;
    this.theme = theme;
  }

  /** Every file with its name and every line; what is too wide wraps. {@code columns} ≥ 10. */
  public static List<Row> rows(String diff, int columns, Theme theme) {
    DiffRows drawing = new DiffRows(columns, theme);
    List<Row> rows = new ArrayList<>();
    for (FilePatch file : PatchReader.read(diff)) {
      if (!rows.isEmpty()) {
        rows.add(Row.BLANK);
      }
      if (!file.path().isEmpty()) {
        Line head = drawing.head(file, deed(file), columns);
        rows.addAll(Row.wrap(head, Span.of(""), Span.of("  "), columns));
      }
      rows.addAll(drawing.lines(file));
    }
    return rows;
  }

  /** How many lines are added and removed, in all. */
  public static String counts(String diff) {
    return counts(PatchReader.read(diff));
  }

  static String counts(List<FilePatch> files) {
    int added = files.stream().mapToInt(FilePatch::added).sum();
    int removed = files.stream().mapToInt(FilePatch::removed).sum();
    return "(+" + added + " -" + removed + ")";
  }

  /** A word before the name of a file that is more than edited; else empty. */
  static String deed(FilePatch file) {
    return switch (file.deed()) {
      case ADDED -> "Added ";
      case DELETED -> "Deleted ";
      case EDITED -> "";
    };
  }

  /** {@code Added a.java (+2 -0)}, {@code a.java → b.java (+2 -2)}, in {@code room} columns. */
  Line head(FilePatch file, String verb, int room) {
    boolean counted = file.added() + file.removed() > 0;
    String to = file.movedTo().isEmpty() ? "" : " → " + file.movedTo();
    int taken = verb.length() + (counted ? 1 + file.counts().length() : 0);
    String name = Columns.fitMiddle(Sanitizer.clean(file.path() + to), Math.max(4, room - taken));
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(verb, theme.style(Role.TITLE)));
    spans.add(Span.of(name));
    if (counted) {
      spans.add(Span.of(" ("));
      spans.add(new Span("+" + file.added(), theme.style(Role.ADDED)));
      spans.add(Span.of(" "));
      spans.add(new Span("-" + file.removed(), theme.style(Role.REMOVED)));
      spans.add(Span.of(")"));
    }
    return new Line(spans);
  }

  List<Row> lines(FilePatch file) {
    int digits = file.lines().stream().mapToInt(Changed::number).filter(n -> n > 0).max().orElse(0);
    int width = digits == 0 ? 0 : Integer.toString(digits).length();
    List<Row> rows = new ArrayList<>();
    for (Changed line : file.lines()) {
      rows.addAll(line(line, width));
    }
    return rows;
  }

  private List<Row> line(Changed line, int width) {
    String text = Sanitizer.clean(line.text());
    String blank = " ".repeat(width == 0 ? 0 : width + 1);
    return switch (line.kind()) {
      case ADDED -> signed("+", text, theme.style(Role.ADDED), line.number(), width);
      case REMOVED -> signed("-", text, theme.style(Role.REMOVED), line.number(), width);
      case CONTEXT -> signed(" ", text, Style.PLAIN, line.number(), width);
      case GAP ->
          Row.wrap(
              Line.of(new Span(text.isBlank() ? "⋮" : "⋮ " + text, theme.style(Role.DIM))),
              Span.of(blank),
              Span.of(blank + "  "),
              columns);
      case REMARK ->
          Row.wrap(
              Line.of(new Span(text, theme.style(Role.REASONING))),
              Span.of(blank),
              Span.of(blank),
              columns);
    };
  }

  private List<Row> signed(String sign, String text, Style style, int number, int width) {
    String digits = number == 0 ? "" : Integer.toString(number);
    String gutter = width == 0 ? "" : " ".repeat(width - digits.length()) + digits + " ";
    return Row.wrap(
        Line.of(new Span(sign + text, style)),
        new Span(gutter, theme.style(Role.DIM)),
        Span.of(" ".repeat(gutter.length() + 1)),
        columns);
  }
}
