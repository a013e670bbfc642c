package io.codextemporal.tui.view;

import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** How a list to choose from looks. */
final class ChoiceView {
  private static final int MOST = 10;

  private final Size room;
  private final Theme theme;

  ChoiceView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  Panel panel(ChoiceOverlay choice) {
    List<Line> rows = new ArrayList<>();
    rows.addAll(Texts.wrapped(choice.title(), theme.style(Role.TITLE), 2, room.columns()));
    int cursor = -1;
    if (choice.filters()) {
      String filter = Columns.fit(choice.filter(), Math.max(1, room.columns() - 5));
      rows.add(Line.of(new Span("  / ", theme.style(Role.DIM)), Span.of(filter)));
      cursor = 4 + Columns.width(filter);
    }
    int cursorRow = rows.size() - 1;
    List<Item> shown = choice.shown();
    int height = Math.max(1, Math.min(MOST, room.rows() - rows.size() - 2));
    int first = Texts.first(choice.selected(), shown.size(), height);
    if (shown.isEmpty()) {
      rows.add(Texts.fitted("  nothing fits", theme.style(Role.DIM), room.columns()));
    }
    for (int i = first; i < Math.min(shown.size(), first + height); i++) {
      rows.add(item(shown.get(i), i, i == choice.selected(), choice.filters()));
    }
    rows.add(Line.EMPTY);
    rows.add(Texts.fitted("  " + choice.hint(), theme.style(Role.DIM), room.columns()));
    List<Line> fitting = rows.size() > room.rows() ? rows.subList(0, room.rows()) : rows;
    return new Panel(fitting, cursor, cursor < 0 ? -1 : cursorRow);
  }

  private Line item(Item item, int index, boolean here, boolean filters) {
    String label = (filters ? "" : (index + 1) + ". ") + Sanitizer.clean(item.label());
    String fit = Columns.fit(label, Math.max(4, room.columns() - 3));
    int left = Math.max(0, room.columns() - 5 - Columns.width(fit));
    return Line.of(
        new Span(here ? "› " : "  ", theme.style(Role.ACCENT)),
        new Span(fit + "  ", here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT)),
        new Span(Columns.fit(Sanitizer.clean(item.detail()), left), theme.style(Role.DIM)));
  }
}
