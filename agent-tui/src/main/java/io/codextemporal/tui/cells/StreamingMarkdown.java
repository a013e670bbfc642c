package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * Markdown that still grows: all before the last blank line outside a fence is laid out once and
 * kept. Used by one thread.
 */
final class StreamingMarkdown {
  private String frozen = "";
  private List<Row> rows = List.of();
  private int columns;
  private Theme theme = Theme.PLAIN;

  List<Row> rows(String text, int width, Theme look) {
    if (width != columns || look != theme || !text.startsWith(frozen)) {
      columns = width;
      theme = look;
      frozen = "";
      rows = List.of();
    }
    int cut = cut(text, frozen.length());
    if (cut > frozen.length()) {
      List<Row> more = Markdown.rows(text.substring(frozen.length(), cut), width, look);
      rows = joined(rows, more);
      frozen = text.substring(0, cut);
    }
    String rest = text.substring(frozen.length());
    return rest.isBlank() ? rows : joined(rows, Markdown.rows(rest, width, look));
  }

  private static List<Row> joined(List<Row> first, List<Row> second) {
    List<Row> all = new ArrayList<>(first.size() + second.size() + 1);
    all.addAll(first);
    if (!first.isEmpty() && !second.isEmpty()) {
      all.add(Row.BLANK);
    }
    all.addAll(second);
    return all;
  }

  /** Behind the last blank line outside a fence, at or after {@code from}, where a block begins. */
  static int cut(String text, int from) {
    int cut = from;
    boolean fenced = false;
    boolean blank = false;
    int at = from;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        break;
      }
      String line = text.substring(at, end).strip();
      if (line.startsWith("```") || line.startsWith("~~~")) {
        fenced = !fenced;
      }
      boolean indented = end > at && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
      if (blank && !fenced && !line.isEmpty() && !indented && !isItem(line)) {
        cut = at;
      }
      blank = line.isEmpty();
      at = end + 1;
    }
    return cut;
  }

  /** An item may belong to the list before it. */
  private static boolean isItem(String line) {
    return line.startsWith("- ") || line.startsWith("* ") || line.matches("\\d+[.)] .*");
  }
}
