package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.model.SuggestOverlay;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** How suggestions look: at most eight, the letters that were typed in bold. */
final class SuggestView {
  private static final int MOST = 8;

  private final Size room;
  private final Theme theme;

  SuggestView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  Panel panel(SuggestOverlay suggest) {
    if (suggest.items().isEmpty()) {
      String why =
          suggest.listing().isWaiting()
              ? "looking for files…"
              : suggest.kind() == SuggestOverlay.Kind.FILE ? "no file fits" : "nothing fits";
      return Panel.of(List.of(Texts.fitted("    " + why, theme.style(Role.DIM), room.columns())));
    }
    int height = Math.min(MOST, room.rows());
    int first = Texts.first(suggest.selected(), suggest.items().size(), height);
    int widest = 0;
    for (SuggestOverlay.Item item : suggest.items()) {
      widest = Math.max(widest, Columns.width(item.shown()));
    }
    List<Line> rows = new ArrayList<>();
    for (int i = first; i < Math.min(suggest.items().size(), first + height); i++) {
      rows.add(row(suggest.items().get(i), widest, i == suggest.selected()));
    }
    return Panel.of(rows);
  }

  private Line row(SuggestOverlay.Item item, int widest, boolean here) {
    Style style = here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT);
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(here ? "  › " : "    ", theme.style(Role.ACCENT)));
    int columns = Math.max(4, room.columns() - 5);
    String clean = Sanitizer.clean(item.shown());
    String shown = Columns.fitMiddle(clean, columns);
    // What was cut or cleaned has its characters elsewhere.
    spans.addAll(marked(shown, shown.equals(item.shown()) ? item.hits() : List.of(), style));
    int pad = Math.min(widest, columns) - Columns.width(shown) + 2;
    int left = columns - Columns.width(shown) - pad;
    if (!item.detail().isEmpty() && left > 8) {
      spans.add(Span.of(" ".repeat(Math.max(1, pad))));
      spans.add(new Span(Columns.fit(item.detail(), left), theme.style(Role.DIM)));
    }
    return new Line(spans);
  }

  /** The characters that were typed stand out. */
  private static List<Span> marked(String text, List<Integer> hits, Style style) {
    List<Span> spans = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    boolean bold = false;
    int at = 0;
    for (String cluster : Columns.clusters(text)) {
      boolean hit = hits.contains(at);
      at += cluster.length();
      if (hit != bold && !run.isEmpty()) {
        spans.add(new Span(run.toString(), bold ? style.with(Style.BOLD) : style));
        run.setLength(0);
      }
      bold = hit;
      run.append(cluster);
    }
    spans.add(new Span(run.toString(), bold ? style.with(Style.BOLD) : style));
    return spans;
  }
}
