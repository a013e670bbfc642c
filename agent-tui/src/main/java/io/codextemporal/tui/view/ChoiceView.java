package io.codextemporal.tui.view;

import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/** How a list to choose from looks. */
final class ChoiceView {
  private static final int MOST = 10;
  private static final int LONGEST_COLUMN = 30;

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
    if (shown.isEmpty()) {
      rows.add(Texts.fitted("  nothing fits", theme.style(Role.DIM), room.columns()));
    }
    rows.addAll(items(choice, shown, Math.max(1, room.rows() - rows.size() - 2)));
    rows.add(Line.EMPTY);
    rows.add(Texts.fitted("  " + choice.hint(), theme.style(Role.DIM), room.columns()));
    List<Line> fitting = rows.size() > room.rows() ? rows.subList(0, room.rows()) : rows;
    return new Panel(fitting, cursor, cursor < 0 ? -1 : cursorRow);
  }

  /** Whole where all fit, else a row each. */
  private List<Line> items(ChoiceOverlay choice, List<Item> shown, int height) {
    List<Line> whole = new ArrayList<>();
    int widest = widest(shown);
    for (int i = 0; i < shown.size() && whole.size() <= height; i++) {
      whole.addAll(item(shown.get(i), i, choice, widest));
    }
    if (whole.size() <= height && whole.size() <= MOST) {
      return whole;
    }
    int most = Math.min(MOST, height);
    int first = Texts.first(choice.selected(), shown.size(), most);
    List<Line> rows = new ArrayList<>();
    for (int i = first; i < Math.min(shown.size(), first + most); i++) {
      List<Line> item = item(shown.get(i), i, choice, widest);
      rows.add(item.size() == 1 ? item.getFirst() : cut(item.getFirst()));
    }
    return rows;
  }

  private Line cut(Line row) {
    List<Span> spans = new ArrayList<>(row.spans());
    Span last = spans.removeLast();
    int left = room.columns() - Columns.width(new Line(spans).plain()) - 1;
    spans.add(new Span(Columns.fit(last.text() + " …", left), last.style()));
    return new Line(spans);
  }

  private static int widest(List<Item> items) {
    int widest = 0;
    for (Item item : items) {
      widest = Math.max(widest, Columns.width(Sanitizer.clean(item.label())));
    }
    return widest > LONGEST_COLUMN ? 0 : widest;
  }

  private List<Line> item(Item item, int index, ChoiceOverlay choice, int widest) {
    boolean here = index == choice.selected();
    Style style = here ? theme.style(Role.ACCENT) : theme.style(Role.TEXT);
    String label = Sanitizer.clean(item.label());
    String detail = Sanitizer.clean(item.detail());
    String number = choice.filters() ? "" : (index + 1) + ". ";
    return Texts.explained(
        Line.of(new Span((here ? "› " : "  ") + number, style)),
        new Span(label, style),
        new Span(detail, theme.style(Role.DIM)),
        widest,
        room.columns());
  }
}
