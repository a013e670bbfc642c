package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import io.codextemporal.tui.text.Wrap;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

/** A table fitted to the width: cells wrap, and where even that is too tight each row is a list. */
final class MarkdownTable {
  private static final int LEAST = 6;
  private static final String GAP = "  ";

  private final Theme theme;
  private final MarkdownInline inline;

  MarkdownTable(Theme theme, MarkdownInline inline) {
    this.theme = theme;
    this.inline = inline;
  }

  List<Row> rows(TableBlock table, int columns) {
    List<List<Line>> cells = new ArrayList<>();
    int heads = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        boolean head = part instanceof TableHead;
        heads += head ? 1 : 0;
        cells.add(cells(row, head ? theme.style(Role.TITLE) : Style.PLAIN));
      }
    }
    int[] widths = widths(cells);
    int room = columns - GAP.length() * (widths.length - 1);
    if (room < LEAST * widths.length) {
      return list(cells, heads, columns);
    }
    shrink(widths, room);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      rows.addAll(row(cells.get(i), widths));
      if (i == heads - 1) {
        rows.add(rule(widths));
      }
    }
    return rows;
  }

  private List<Line> cells(Node row, Style style) {
    List<Line> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      List<Span> spans = new ArrayList<>();
      inline.lines(cell, style).forEach(line -> spans.addAll(line.spans()));
      cells.add(new Line(spans));
    }
    return cells;
  }

  private static int[] widths(List<List<Line>> cells) {
    int count = cells.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[count];
    for (List<Line> row : cells) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Math.max(1, Columns.width(row.get(i).plain())));
      }
    }
    return widths;
  }

  /** Takes from the widest until all fit. */
  private static void shrink(int[] widths, int room) {
    int total = 0;
    for (int width : widths) {
      total += width;
    }
    while (total > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      widths[widest]--;
      total--;
    }
  }

  private static List<Row> row(List<Line> cells, int[] widths) {
    List<List<Line>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      Line cell = i < cells.size() ? cells.get(i) : Line.EMPTY;
      wrapped.add(Wrap.wrap(cell, Math.max(2, widths[i])));
      height = Math.max(height, wrapped.getLast().size());
    }
    List<Row> rows = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        Line part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : Line.EMPTY;
        spans.addAll(part.spans());
        int pad = widths[i] - Columns.width(part.plain()) + GAP.length();
        if (i < widths.length - 1 && pad > 0) {
          spans.add(Span.of(" ".repeat(pad)));
        }
      }
      rows.add(new Row(new Line(spans), 0, false));
    }
    return rows;
  }

  private Row rule(int[] widths) {
    int total = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return Row.of("─".repeat(total), theme.style(Role.DIM));
  }

  private List<Row> list(List<List<Line>> cells, int heads, int columns) {
    List<Row> rows = new ArrayList<>();
    List<Line> names = heads > 0 ? cells.getFirst() : List.of();
    for (List<Line> row : cells.subList(heads, cells.size())) {
      if (!rows.isEmpty()) {
        rows.add(Row.BLANK);
      }
      for (int i = 0; i < row.size(); i++) {
        List<Span> spans = new ArrayList<>();
        if (i < names.size()) {
          spans.addAll(names.get(i).spans());
          spans.add(Span.of(": "));
        }
        spans.addAll(row.get(i).spans());
        rows.addAll(Row.wrap(new Line(spans), Span.of(""), Span.of("  "), columns));
      }
    }
    return rows;
  }
}
