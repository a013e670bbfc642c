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
import java.util.Locale;

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
          suggest.waiting()
              ? "looking for files…"
              : suggest.kind() == SuggestOverlay.Kind.FILE
                  ? "no file fits (files are known once the session runs)"
                  : "nothing fits";
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
      rows.add(row(suggest.items().get(i), suggest.word(), widest, i == suggest.selected()));
    }
    return Panel.of(rows);
  }

  private Line row(SuggestOverlay.Item item, String word, int widest, boolean here) {
    Style style = here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT);
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(here ? "  › " : "    ", theme.style(Role.ACCENT)));
    int columns = Math.max(4, room.columns() - 5);
    String shown = Columns.fitMiddle(Sanitizer.clean(item.shown()), columns);
    spans.addAll(marked(shown, word, style));
    int pad = Math.min(widest, columns) - Columns.width(shown) + 2;
    int left = columns - Columns.width(shown) - pad;
    if (!item.detail().isEmpty() && left > 8) {
      spans.add(Span.of(" ".repeat(Math.max(1, pad))));
      spans.add(new Span(Columns.fit(item.detail(), left), theme.style(Role.DIM)));
    }
    return new Line(spans);
  }

  /** The letters of {@code word}, in their order, stand out. */
  private static List<Span> marked(String text, String word, Style style) {
    List<Span> spans = new ArrayList<>();
    int at = 0;
    String wanted = word.toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder();
    for (String cluster : Columns.clusters(text)) {
      boolean hit =
          at < wanted.length()
              && cluster.toLowerCase(Locale.ROOT).equals(wanted.substring(at, at + 1));
      if (hit) {
        if (!plain.isEmpty()) {
          spans.add(new Span(plain.toString(), style));
          plain.setLength(0);
        }
        spans.add(new Span(cluster, style.with(Style.BOLD)));
        at++;
      } else {
        plain.append(cluster);
      }
    }
    spans.add(new Span(plain.toString(), style));
    return spans;
  }
}
