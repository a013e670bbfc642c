package io.codextemporal.tui.cells;

import io.codextemporal.tui.model.Live;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a whole transcript, laid out only where they are looked at. What a cell looks like is
 * kept by the cell itself, width and theme; a cell that runs, and text that streams, never are.
 *
 * <p>Used by the screen's one thread. The same arguments give the same rows, kept or not.
 */
public final class TranscriptRows {
  private static final int KEPT = 2_000;

  private final Map<Key, List<Row>> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Row>> eldest) {
          return size() > KEPT;
        }
      };
  private final StreamingMarkdown streaming = new StreamingMarkdown();
  private String text = "";
  private Look textLook = new Look(0, Theme.PLAIN, true);
  private List<Row> textRows = List.of();

  /** A cell by identity: equal texts may be long, the same cell is the same cell. */
  private static final class Key {
    private final TranscriptCell cell;
    private final @Nullable TranscriptCell before;
    private final int columns;
    private final Theme theme;
    private final boolean whole;

    Key(
        TranscriptCell cell,
        @Nullable TranscriptCell before,
        int columns,
        Theme theme,
        boolean whole) {
      this.cell = cell;
      this.before = before;
      this.columns = columns;
      this.theme = theme;
      this.whole = whole;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && key.cell == cell
          && key.before == before
          && key.columns == columns
          && key.theme == theme
          && key.whole == whole;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(cell) * 31 + columns * 2 + (whole ? 1 : 0);
    }
  }

  /**
   * What is on the screen.
   *
   * @param top the first row; what was asked for, or where the end's window begins
   * @param atEnd whether the last row is the transcript's last
   */
  public record Window(List<Row> rows, Anchor top, boolean atEnd) {
    public Window {
      rows = List.copyOf(rows);
    }
  }

  /** How a session's rows are drawn. */
  public record Look(int columns, Theme theme, boolean whole) {}

  /** The {@code height} rows from the anchor on, or the last ones where it is null. */
  public Window window(Session session, Look look, int height, @Nullable Anchor anchor) {
    if (anchor != null) {
      List<Row> rows = new ArrayList<>();
      int index = Math.min(anchor.index(), blocks(session) - 1);
      int skip = index == anchor.index() ? anchor.row() : 0;
      for (int i = index; i < blocks(session) && rows.size() <= height; i++) {
        List<Row> block = block(session, look, i);
        rows.addAll(block.subList(Math.min(skip, block.size()), block.size()));
        skip = 0;
      }
      if (rows.size() > height) {
        return new Window(rows.subList(0, height), new Anchor(index, anchor.row()), false);
      }
    }
    return end(session, look, height);
  }

  private Window end(Session session, Look look, int height) {
    List<List<Row>> blocks = new ArrayList<>();
    int total = 0;
    int index = blocks(session);
    while (index > 0 && total < height) {
      index--;
      List<Row> block = block(session, look, index);
      blocks.add(block);
      total += block.size();
    }
    Collections.reverse(blocks);
    List<Row> rows = new ArrayList<>();
    blocks.forEach(rows::addAll);
    int cut = Math.max(0, rows.size() - height);
    return new Window(rows.subList(cut, rows.size()), new Anchor(index, cut), true);
  }

  /** The anchor so many rows further down (negative: up); null when that is the end. */
  public @Nullable Anchor scrolled(
      Session session, Look look, int height, @Nullable Anchor from, int rows) {
    Anchor top = window(session, look, height, from).top();
    int index = top.index();
    int row = top.row() + rows;
    while (row < 0 && index > 0) {
      index--;
      row += block(session, look, index).size();
    }
    while (index < blocks(session) - 1 && row >= block(session, look, index).size()) {
      row -= block(session, look, index).size();
      index++;
    }
    Anchor next = new Anchor(index, Math.max(0, row));
    return window(session, look, height, next).atEnd() ? null : next;
  }

  /** The rows of a text that is no transcript; those of the last one are kept. */
  @SuppressWarnings("ReferenceEquality")
  public List<Row> text(String shown, Look look) {
    if (shown != text || !look.equals(textLook)) {
      textRows = PagedText.rows(shown, look.columns(), look.theme());
      text = shown;
      textLook = look;
    }
    return textRows;
  }

  /** How many blocks there are: each cell, and what streams. */
  public static int blocks(Session session) {
    return session.transcript().cells().size() + 1;
  }

  /** The rows of one block. */
  public List<Row> block(Session session, Look look, int index) {
    List<TranscriptCell> cells = session.transcript().cells();
    if (index >= cells.size()) {
      return streamed(session, look);
    }
    TranscriptCell cell = cells.get(index);
    TranscriptCell before = index == 0 ? null : cells.get(index - 1);
    if (cell instanceof TranscriptCell.Tool tool && tool.status() == null) {
      return CellRows.rows(
          tool.printing(session.live().output(tool.call())),
          before,
          look.columns(),
          look.theme(),
          look.whole());
    }
    Key key = new Key(cell, before, look.columns(), look.theme(), look.whole());
    List<Row> known = kept.get(key);
    if (known == null) {
      known = CellRows.rows(cell, before, look.columns(), look.theme(), look.whole());
      kept.put(key, known);
    }
    return known;
  }

  private List<Row> streamed(Session session, Look look) {
    List<Row> rows = new ArrayList<>();
    List<Live.Piece> texts = session.live().model("text");
    if (texts.isEmpty()) {
      return rows;
    }
    boolean first = session.transcript().cells().isEmpty();
    StringBuilder text = new StringBuilder();
    texts.forEach(piece -> text.append(text.isEmpty() ? "" : "\n\n").append(piece.text()));
    List<Row> body = streaming.rows(text.toString(), look.columns() - 2, look.theme());
    if (!body.isEmpty() && !first) {
      rows.add(Row.BLANK);
    }
    rows.addAll(Row.indent(body, new Span("• ", look.theme().style(Role.DIM)), Span.of("  ")));
    return rows;
  }
}
