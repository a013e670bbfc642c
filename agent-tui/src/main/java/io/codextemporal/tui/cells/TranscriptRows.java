package io.codextemporal.tui.cells;

import io.codextemporal.tui.model.Live;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
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
    return Windows.window(of(session, look), height, anchor);
  }

  /** The anchor so many rows further down (negative: up); null when that is the end. */
  public @Nullable Anchor scrolled(
      Session session, Look look, int height, @Nullable Anchor from, int rows) {
    return Windows.scrolled(of(session, look), height, from, rows);
  }

  /** A session's blocks: each cell, and what streams. */
  public Blocks of(Session session, Look look) {
    return new Blocks() {
      @Override
      public int size() {
        return blocks(session);
      }

      @Override
      public List<Row> rows(int index) {
        return block(session, look, index);
      }

      @Override
      public boolean mayHold(int index, String lower) {
        List<TranscriptCell> cells = session.transcript().cells();
        return index >= cells.size() || CellWords.mayHold(cells.get(index), lower);
      }
    };
  }

  /** A text's one block. */
  public Blocks of(String shown, Look look) {
    return Blocks.of(text(shown, look));
  }

  /** The rows of a text that is no transcript; those of the last one are kept. */
  @SuppressWarnings("ReferenceEquality")
  private List<Row> text(String shown, Look look) {
    if (shown != text || !look.equals(textLook)) {
      textRows = PagedText.rows(shown, look.columns(), look.theme());
      text = shown;
      textLook = look;
    }
    return textRows;
  }

  private static int blocks(Session session) {
    return session.transcript().cells().size() + 1;
  }

  private List<Row> block(Session session, Look look, int index) {
    List<TranscriptCell> cells = session.transcript().cells();
    if (index >= cells.size()) {
      return streamed(session, look);
    }
    TranscriptCell cell = cells.get(index);
    TranscriptCell before = index == 0 ? null : cells.get(index - 1);
    if (cell instanceof TranscriptCell.Tool tool && tool.status() == null) {
      if (!look.whole() && isAsked(session, tool)) {
        // It does not run yet, and the question shows it.
        return List.of();
      }
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

  private static boolean isAsked(Session session, TranscriptCell.Tool tool) {
    return session.pending().stream().anyMatch(request -> request.call().equals(tool.call()));
  }

  private List<Row> streamed(Session session, Look look) {
    List<Row> rows = new ArrayList<>();
    List<Live.Piece> texts = session.live().model("text");
    boolean first = session.transcript().cells().isEmpty();
    List<Live.Piece> looks = session.live().model("search");
    rows.addAll(SearchRows.rows(looks, true, first, look.columns(), look.theme()));
    if (!texts.isEmpty()) {
      rows.addAll(said(texts, look, first && rows.isEmpty()));
    }
    boolean alone = first && rows.isEmpty();
    rows.addAll(SearchRows.rows(looks, false, alone, look.columns(), look.theme()));
    for (Live.Piece patch : session.live().model("patch")) {
      if (!first || !rows.isEmpty()) {
        rows.add(Row.BLANK);
      }
      rows.addAll(EditRows.growing(patch.text(), look.columns(), look.theme()));
    }
    return rows;
  }

  private List<Row> said(List<Live.Piece> texts, Look look, boolean first) {
    List<Row> rows = new ArrayList<>();
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
