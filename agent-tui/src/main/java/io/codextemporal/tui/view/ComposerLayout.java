package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.text.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * The draft broken into the rows of the composer, and where each place of it is on the screen.
 * Pure.
 */
public final class ComposerLayout {
  /** One cluster of the draft, or a chip. */
  private record Piece(int offset, int length, String shown, int width) {}

  /** One row: the draft from {@code start} to {@code end}, UTF-16 units. */
  private record VisualRow(int start, int end, List<Piece> pieces, boolean lineEnds) {}

  private final List<VisualRow> rows = new ArrayList<>();
  private final int caret;

  private ComposerLayout(int caret) {
    this.caret = caret;
  }

  /** {@code columns} is at least 2. */
  public static ComposerLayout of(Composer composer, int columns) {
    ComposerLayout layout = new ComposerLayout(composer.draft().caret());
    String text = composer.draft().text();
    int from = 0;
    while (true) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      layout.line(composer, text, from, to, columns);
      if (end < 0) {
        return layout;
      }
      from = end + 1;
    }
  }

  private void line(Composer composer, String text, int from, int to, int columns) {
    List<Piece> row = new ArrayList<>();
    int start = from;
    int used = 0;
    int at = from;
    for (String cluster : Columns.clusters(text.substring(from, to))) {
      int point = cluster.codePointAt(0);
      String shown = composer.isChip(point) ? composer.label(at) : cluster;
      int width = Columns.width(shown);
      if (used + width > columns && !row.isEmpty()) {
        int keep = lastSpace(row);
        List<Piece> rest = new ArrayList<>(row.subList(keep, row.size()));
        int split = rest.isEmpty() ? at : rest.getFirst().offset();
        rows.add(new VisualRow(start, split, List.copyOf(row.subList(0, keep)), false));
        row = rest;
        start = split;
        used = rest.stream().mapToInt(Piece::width).sum();
      }
      row.add(new Piece(at, cluster.length(), shown, width));
      used += width;
      at += cluster.length();
    }
    rows.add(new VisualRow(start, to, List.copyOf(row), true));
  }

  /** Behind the last space of a full row; the whole row where there is none. */
  private static int lastSpace(List<Piece> row) {
    for (int i = row.size() - 1; i > 0; i--) {
      if (row.get(i).shown().equals(" ")) {
        return i + 1;
      }
    }
    return row.size();
  }

  public int height() {
    return rows.size();
  }

  /** What stands in a row. */
  public String text(int row) {
    StringBuilder text = new StringBuilder();
    rows.get(row).pieces().forEach(piece -> text.append(piece.shown()));
    return text.toString();
  }

  /** The row the caret is in. */
  public int caretRow() {
    for (int i = 0; i < rows.size(); i++) {
      VisualRow row = rows.get(i);
      if (caret < row.end() || caret == row.end() && row.lineEnds()) {
        return i;
      }
    }
    return rows.size() - 1;
  }

  /** Columns before the caret in its row. */
  public int caretColumn() {
    int column = 0;
    for (Piece piece : rows.get(caretRow()).pieces()) {
      if (piece.offset() >= caret) {
        break;
      }
      column += piece.width();
    }
    return column;
  }

  /** The place in the draft nearest to a column of a row. */
  public int offset(int row, int column) {
    VisualRow wanted = rows.get(row);
    int used = 0;
    for (Piece piece : wanted.pieces()) {
      if (used + piece.width() > column) {
        return piece.offset();
      }
      used += piece.width();
    }
    boolean inner = !wanted.lineEnds() && !wanted.pieces().isEmpty();
    return inner ? wanted.pieces().getLast().offset() : wanted.end();
  }
}
