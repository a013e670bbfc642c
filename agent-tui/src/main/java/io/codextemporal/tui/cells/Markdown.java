package io.codextemporal.tui.cells;

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
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as rows. Pure; every row fits, and every word is kept. Not loaded before there is any to
 * draw.
 */
final class Markdown {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
          .maxOpenBlockParsers(40)
          .maxInlineNesting(40)
          .build();

  /** In less room nothing is indented any further. */
  private static final int LEAST = 12;

  private static final Span NONE = Span.of("");

  private final Theme theme;
  private final MarkdownInline inline;

  private Markdown(Theme theme) {
    this.theme = theme;
    this.inline = new MarkdownInline(theme);
  }

  /** {@code columns} is at least 2. */
  static List<Row> rows(String text, int columns, Theme theme) {
    return new Markdown(theme).blocks(PARSER.parse(text), Math.max(2, columns));
  }

  private List<Row> blocks(Node parent, int columns) {
    List<Row> rows = new ArrayList<>();
    boolean tight = parent.getParent() instanceof ListBlock list && list.isTight();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      List<Row> block = block(node, columns);
      if (!rows.isEmpty() && !block.isEmpty() && !tight) {
        rows.add(Row.BLANK);
      }
      rows.addAll(block);
    }
    return rows;
  }

  private List<Row> block(Node node, int columns) {
    return switch (node) {
      case Heading heading -> inlines(inline.lines(heading, title(heading.getLevel())), columns);
      case FencedCodeBlock code -> code(code.getLiteral(), code.getInfo(), columns);
      case IndentedCodeBlock code -> code(code.getLiteral(), "", columns);
      case BulletList list -> items(list, 0, columns);
      case OrderedList list -> items(list, first(list), columns);
      case BlockQuote quote -> quote(quote, columns);
      case ThematicBreak line ->
          List.of(ruled(Row.of("─".repeat(Math.min(columns, 40)), theme.style(Role.DIM))));
      case HtmlBlock html -> plain(html.getLiteral(), columns);
      case TableBlock table -> new MarkdownTable(theme, inline).rows(table, columns);
      default -> inlines(inline.lines(node, Style.PLAIN), columns);
    };
  }

  private Style title(int level) {
    Style style = theme.style(Role.TITLE);
    return switch (level) {
      case 1 -> style.with(Style.UNDERLINE);
      case 2 -> style;
      default -> style.with(Style.ITALIC);
    };
  }

  private List<Row> quote(BlockQuote quote, int columns) {
    if (columns < LEAST) {
      return blocks(quote, columns);
    }
    Span bar = new Span("│ ", theme.style(Role.DIM));
    return Row.indent(blocks(quote, columns - 2), bar, bar);
  }

  private static int first(OrderedList list) {
    Integer start = list.getMarkerStartNumber();
    return start == null ? 1 : start;
  }

  /** The items of a list, behind numbers from {@code from} on or behind dashes. */
  private List<Row> items(ListBlock list, int from, int columns) {
    List<Row> rows = new ArrayList<>();
    int number = from;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      if (!rows.isEmpty() && !list.isTight()) {
        rows.add(Row.BLANK);
      }
      Span marker = list instanceof OrderedList ? dim(number++ + ". ") : bullet(item);
      rows.addAll(item(item, marker, columns));
    }
    return rows;
  }

  private List<Row> item(Node item, Span marker, int columns) {
    int indent = columns < LEAST ? 0 : marker.text().length();
    List<Row> body = blocks(item, columns - indent);
    if (body.isEmpty()) {
      return List.of(Row.of(marker.text().strip(), marker.style()));
    }
    return indent == 0 ? body : Row.mark(body, marker, Span.of(" ".repeat(indent)));
  }

  /** A dash, or the box of a task. */
  private Span bullet(Node item) {
    Text first = firstText(item);
    String words = first == null ? "" : first.getLiteral();
    if (first == null
        || words.length() < 4
        || words.charAt(0) != '['
        || !words.startsWith("] ", 2)) {
      return dim("- ");
    }
    char state = words.charAt(1);
    if (state != ' ' && state != 'x' && state != 'X') {
      return dim("- ");
    }
    first.setLiteral(words.substring(4));
    return state == ' ' ? dim("□ ") : new Span("✔ ", theme.style(Role.SUCCESS));
  }

  private static @Nullable Text firstText(Node item) {
    return item.getFirstChild() instanceof Paragraph words
            && words.getFirstChild() instanceof Text text
        ? text
        : null;
  }

  private Span dim(String text) {
    return new Span(text, theme.style(Role.DIM));
  }

  private List<Row> code(String literal, @Nullable String info, int columns) {
    String text = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
    List<Row> rows = new ArrayList<>();
    for (Line line : Highlighter.lines(text, info == null ? "" : info, theme)) {
      rows.addAll(codeLine(line, columns));
    }
    return rows;
  }

  /** A line of code behind its indentation. */
  static List<Row> codeLine(Line line, int columns) {
    Span indent = columns < LEAST ? NONE : Span.of("  ");
    return line.spans().isEmpty() ? List.of(Row.BLANK) : Row.wrap(line, indent, indent, columns);
  }

  private static List<Row> inlines(List<Line> lines, int columns) {
    List<Row> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.addAll(Row.wrap(line, NONE, NONE, columns));
    }
    return rows;
  }

  private static Row ruled(Row row) {
    return Row.of(row.line(), row.line().plain().length());
  }

  /** Text that is no markdown, line by line. */
  private List<Row> plain(String text, int columns) {
    List<Row> rows = new ArrayList<>();
    for (String line : text.stripTrailing().split("\n", -1)) {
      rows.addAll(Row.wrap(Line.of(dim(Sanitizer.clean(line))), NONE, NONE, columns));
    }
    return rows;
  }
}
