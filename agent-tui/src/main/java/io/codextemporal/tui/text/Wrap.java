package io.codextemporal.tui.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks a line into rows no wider than asked: at spaces where there are any, inside a word only
 * when it is wider than a row. Every character of the line is in exactly one row, but for the
 * spaces a break swallows.
 */
public final class Wrap {
  /** At least one row, also for an empty line. {@code columns} is at least 2. */
  public static List<Line> wrap(Line line, int columns) {
    return wrap(line, columns, columns);
  }

  /** As {@link #wrap(Line, int)} with another width for the rows after the first. */
  public static List<Line> wrap(Line line, int first, int rest) {
    List<Piece> pieces = pieces(line);
    List<Line> rows = new ArrayList<>();
    int from = 0;
    while (from < pieces.size() || rows.isEmpty()) {
      int end = rowEnd(pieces, from, rows.isEmpty() ? first : rest);
      rows.add(row(pieces, from, end));
      from = end;
      while (from < pieces.size() && from > 0 && pieces.get(from).isSpace()) {
        from++;
      }
      if (pieces.isEmpty()) {
        break;
      }
    }
    return rows;
  }

  /** Where the row that begins at {@code from} ends, exclusive. */
  private static int rowEnd(List<Piece> pieces, int from, int columns) {
    int used = 0;
    int lastSpace = -1;
    for (int i = from; i < pieces.size(); i++) {
      used += pieces.get(i).width();
      if (used > columns && !pieces.get(i).isSpace()) {
        return lastSpace > from ? lastSpace : Math.max(i, from + 1);
      }
      if (used > columns) {
        return i;
      }
      if (pieces.get(i).isSpace() && hasWord(pieces, from, i)) {
        lastSpace = i;
      }
    }
    return pieces.size();
  }

  private static boolean hasWord(List<Piece> pieces, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!pieces.get(i).isSpace()) {
        return true;
      }
    }
    return false;
  }

  private static Line row(List<Piece> pieces, int from, int to) {
    List<Span> spans = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Style style = Style.PLAIN;
    for (int i = from; i < to; i++) {
      Piece piece = pieces.get(i);
      if (!piece.style().equals(style) && !text.isEmpty()) {
        spans.add(new Span(text.toString(), style));
        text.setLength(0);
      }
      style = piece.style();
      text.append(piece.cluster());
    }
    if (!text.isEmpty()) {
      spans.add(new Span(text.toString(), style));
    }
    return new Line(spans);
  }

  private static List<Piece> pieces(Line line) {
    List<Piece> pieces = new ArrayList<>();
    for (Span span : line.spans()) {
      for (String cluster : Columns.clusters(span.text())) {
        pieces.add(new Piece(cluster, Columns.clusterWidth(cluster), span.style()));
      }
    }
    return pieces;
  }

  private record Piece(String cluster, int width, Style style) {
    boolean isSpace() {
      return cluster.equals(" ");
    }
  }

  private Wrap() {}
}
