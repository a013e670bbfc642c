package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import io.codextemporal.tui.text.Wrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
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

  /** A cell and how it stands in its column. */
  private record Content(Line line, TableCell.Alignment alignment) {
    static final Content NONE = new Content(Line.EMPTY, TableCell.Alignment.LEFT);

    /** The columns before and behind {@code part} in a column {@code width} wide. */
    int before(Line part, int width) {
      int free = Math.max(0, width - Columns.width(part.plain()));
      return switch (alignment) {
        case LEFT -> 0;
        case CENTER -> free / 2;
        case RIGHT -> free;
      };
    }
  }

  List<Row> rows(TableBlock table, int columns) {
    List<List<Content>> cells = new ArrayList<>();
    int heads = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      boolean head = part instanceof TableHead;
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        heads += head ? 1 : 0;
        cells.add(cells(row, head ? theme.style(Role.TITLE) : Style.PLAIN));
      }
    }
    int[] widths = widths(cells);
    int room = columns - GAP.length() * (widths.length - 1);
    int needed = Arrays.stream(widths).map(width -> Math.min(width, LEAST)).sum();
    if (room < needed) {
      return list(cells, heads, columns);
    }
    shrink(widths, room);
    return drawn(cells, heads, widths);
  }

  private List<Content> cells(Node row, Style style) {
    List<Content> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      List<Span> spans = new ArrayList<>();
      inline.lines(cell, style).forEach(line -> spans.addAll(line.spans()));
      TableCell.Alignment alignment = cell instanceof TableCell of ? of.getAlignment() : null;
      cells.add(
          new Content(new Line(spans), alignment == null ? TableCell.Alignment.LEFT : alignment));
    }
    return cells;
  }

  private static int[] widths(List<List<Content>> cells) {
    int count = cells.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[count];
    Arrays.fill(widths, 2);
    for (List<Content> row : cells) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Columns.width(row.get(i).line().plain()));
      }
    }
    return widths;
  }

  /** Takes from the widest until all fit. */
  private static void shrink(int[] widths, int room) {
    int total = Arrays.stream(widths).sum();
    while (total > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      widths[widest]--;
      total--;
    }
  }

  /** Rows of more than one line are held apart by rules. */
  private List<Row> drawn(List<List<Content>> cells, int heads, int[] widths) {
    List<List<Row>> rows = cells.stream().map(row -> row(row, widths)).toList();
    boolean apart = rows.stream().skip(heads).anyMatch(row -> row.size() > 1);
    List<Row> drawn = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      drawn.addAll(rows.get(i));
      if (i == heads - 1) {
        drawn.add(rule("━", widths));
      } else if (apart && i + 1 < rows.size()) {
        drawn.add(rule("─", widths));
      }
    }
    return drawn;
  }

  private static List<Row> row(List<Content> cells, int[] widths) {
    List<List<Line>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      Line cell = i < cells.size() ? cells.get(i).line() : Line.EMPTY;
      wrapped.add(Wrap.wrap(cell, Math.max(2, widths[i])));
      height = Math.max(height, wrapped.getLast().size());
    }
    List<Row> rows = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      List<Span> spans = new ArrayList<>();
      int written = 0;
      int column = 0;
      for (int i = 0; i < widths.length; i++) {
        Line part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : Line.EMPTY;
        Content content = i < cells.size() ? cells.get(i) : Content.NONE;
        int begin = column + content.before(part, widths[i]);
        column += widths[i] + GAP.length();
        if (!part.spans().isEmpty()) {
          if (begin > written) {
            spans.add(Span.of(" ".repeat(begin - written)));
          }
          spans.addAll(part.spans());
          written = begin + Columns.width(part.plain());
        }
      }
      rows.add(Row.of(new Line(spans), 0));
    }
    return rows;
  }

  private Row rule(String dash, int[] widths) {
    List<String> parts = Arrays.stream(widths).mapToObj(dash::repeat).toList();
    String line = String.join(GAP, parts);
    return Row.of(Line.of(new Span(line, theme.style(Role.DIM))), line.length());
  }

  private static List<Row> list(List<List<Content>> cells, int heads, int columns) {
    List<Row> rows = new ArrayList<>();
    boolean headOnly = cells.size() == heads;
    List<Content> names = heads > 0 && !headOnly ? cells.getFirst() : List.of();
    for (List<Content> row : headOnly ? cells : cells.subList(heads, cells.size())) {
      if (!rows.isEmpty()) {
        rows.add(Row.BLANK);
      }
      for (int i = 0; i < row.size(); i++) {
        List<Span> spans = new ArrayList<>();
        if (i < names.size()) {
          spans.addAll(names.get(i).line().spans());
          spans.add(Span.of(": "));
        }
        spans.addAll(row.get(i).line().spans());
        Span rest = Span.of(columns < 8 ? "" : "  ");
        rows.addAll(Row.wrap(new Line(spans), Span.of(""), rest, columns));
      }
    }
    return rows;
  }
}
