package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A unified diff, or a patch in the model's own form, as numbered and coloured rows. Pure. */
public final class DiffRows {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,\\d+)? \\+(\\d{1,9})(?:,\\d+)? @@.*");

  private final int columns;
  private final Theme theme;
  private final List<Row> rows = new ArrayList<>();
  private int oldLine;
  private int newLine;
  private boolean numbered;

  private DiffRows(int columns, Theme theme) {
    this.columns = columns;
    this.theme = theme;
  }

  /** Every line of the diff; what is too wide wraps. */
  public static List<Row> rows(String diff, int columns, Theme theme) {
    DiffRows rows = new DiffRows(columns, theme);
    diff.lines().forEach(rows::line);
    return rows.rows;
  }

  /** How many lines are added and removed. */
  public static String counts(String diff) {
    long added = diff.lines().filter(line -> Highlighter.diff(line) == Role.ADDED).count();
    long removed = diff.lines().filter(line -> Highlighter.diff(line) == Role.REMOVED).count();
    return "(+" + added + " -" + removed + ")";
  }

  private void line(String raw) {
    String line = Sanitizer.clean(raw);
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      if (numbered) {
        rows.add(Row.of("    ⋮", theme.style(Role.DIM)));
      }
      oldLine = Integer.parseInt(hunk.group(1));
      newLine = Integer.parseInt(hunk.group(2));
      numbered = true;
    } else if (isHeader(line)) {
      numbered = false;
      add("", line, theme.style(Role.DIM));
    } else if (line.startsWith("+")) {
      add(number(newLine++), line, theme.style(Role.ADDED));
    } else if (line.startsWith("-")) {
      add(number(oldLine++), line, theme.style(Role.REMOVED));
    } else if (line.startsWith("@@")) {
      add("", line, theme.style(Role.ACCENT));
    } else {
      oldLine++;
      add(number(newLine++), line.isEmpty() ? " " : line, Style.PLAIN);
    }
  }

  private static boolean isHeader(String line) {
    return line.startsWith("--- ")
        || line.startsWith("+++ ")
        || line.startsWith("diff ")
        || line.startsWith("index ")
        || line.startsWith("*** ");
  }

  private String number(int number) {
    return numbered ? String.format("%4d ", number) : "";
  }

  private void add(String number, String line, Style style) {
    Span first = new Span(number, theme.style(Role.DIM));
    Span rest = new Span(" ".repeat(number.length()), Style.PLAIN);
    rows.addAll(Row.wrap(Line.of(new Span(line, style)), first, rest, columns));
  }
}
