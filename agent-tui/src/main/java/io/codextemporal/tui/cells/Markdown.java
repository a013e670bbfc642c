package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** Markdown as rows. Pure; every row fits. Not loaded before there is any to draw. */
final class Markdown {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
          .build();

  private final Theme theme;
  private final MarkdownInline inline;

  private Markdown(Theme theme) {
    this.theme = theme;
    this.inline = new MarkdownInline(theme);
  }

  static List<Row> rows(String text, int columns, Theme theme) {
    return new Markdown(theme).blocks(PARSER.parse(text), Math.max(4, columns));
  }

  private List<Row> blocks(Node parent, int columns) {
    List<Row> rows = new ArrayList<>();
    boolean tight = parent instanceof ListBlock list && list.isTight();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      List<Row> block = block(node, columns);
      if (!rows.isEmpty() && !block.isEmpty() && !tight && !(isTightItem(parent))) {
        rows.add(Row.BLANK);
      }
      rows.addAll(block);
    }
    return rows;
  }

  private static boolean isTightItem(Node node) {
    return node.getParent() instanceof ListBlock list && list.isTight();
  }

  private List<Row> block(Node node, int columns) {
    return switch (node) {
      case Heading heading -> heading(heading, columns);
      case FencedCodeBlock code -> code(code.getLiteral(), code.getInfo(), columns);
      case IndentedCodeBlock code -> code(code.getLiteral(), "", columns);
      case BulletList list -> bullets(list, columns);
      case OrderedList list -> numbers(list, columns);
      case BlockQuote quote -> {
        Span bar = new Span("│ ", theme.style(Role.DIM));
        yield Row.indent(blocks(quote, columns - 2), bar, bar);
      }
      case ThematicBreak line ->
          List.of(Row.of("─".repeat(Math.min(columns, 40)), theme.style(Role.DIM)));
      case HtmlBlock html -> plain(html.getLiteral(), theme.style(Role.DIM), columns);
      case TableBlock table -> new MarkdownTable(theme, inline).rows(table, columns);
      default -> inlines(inline.lines(node, Style.PLAIN), columns);
    };
  }

  private List<Row> heading(Heading heading, int columns) {
    Style style = theme.style(Role.TITLE);
    return inlines(
        inline.lines(heading, heading.getLevel() == 1 ? style.with(Style.UNDERLINE) : style),
        columns);
  }

  private List<Row> bullets(BulletList list, int columns) {
    List<Row> rows = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      gap(rows, list);
      rows.addAll(
          Row.indent(
              blocks(item, columns - 2),
              new Span("- ", theme.style(Role.DIM)),
              new Span("  ", Style.PLAIN)));
    }
    return rows;
  }

  private List<Row> numbers(OrderedList list, int columns) {
    Integer start = list.getMarkerStartNumber();
    int number = start == null ? 1 : start;
    List<Row> rows = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      gap(rows, list);
      String marker = number + ". ";
      rows.addAll(
          Row.indent(
              blocks(item, columns - marker.length()),
              new Span(marker, theme.style(Role.DIM)),
              new Span(" ".repeat(marker.length()), Style.PLAIN)));
      number++;
    }
    return rows;
  }

  private static void gap(List<Row> rows, ListBlock list) {
    if (!rows.isEmpty() && !list.isTight()) {
      rows.add(Row.BLANK);
    }
  }

  private List<Row> code(String literal, String info, int columns) {
    List<Row> rows = new ArrayList<>();
    String text = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
    for (Line line : Highlighter.lines(text, info == null ? "" : info, theme)) {
      rows.addAll(Row.wrap(line, Span.of("  "), Span.of("  "), columns));
    }
    return rows;
  }

  static List<Row> inlines(List<Line> lines, int columns) {
    List<Row> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.addAll(Row.wrap(line, Span.of(""), Span.of(""), columns));
    }
    return rows;
  }

  /** Text that is no markdown, line by line. */
  static List<Row> plain(String text, Style style, int columns) {
    List<Row> rows = new ArrayList<>();
    for (String line : text.strip().split("\n", -1)) {
      String clean = Sanitizer.clean(line);
      if (Columns.width(clean) == 0) {
        rows.add(Row.BLANK);
      } else {
        rows.addAll(Row.wrap(Line.of(new Span(clean, style)), Span.of(""), Span.of(""), columns));
      }
    }
    return rows;
  }
}
