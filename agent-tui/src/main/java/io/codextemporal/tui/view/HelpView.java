package io.codextemporal.tui.view;

import io.codextemporal.tui.model.Chord;
import io.codextemporal.tui.model.HelpOverlay;
import io.codextemporal.tui.model.Keys;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The help, made from the table of keys. */
final class HelpView {
  private static final int KEYS = 24;

  private final Size room;
  private final Theme theme;

  HelpView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  Panel panel(HelpOverlay help, Keys keys) {
    List<Line> lines = new ArrayList<>();
    lines.add(line("/", "commands"));
    lines.add(line("@", "name a file"));
    lines.add(line("!", "run a command yourself; the model sees what it prints"));
    for (Keys.Row row : keys.rows()) {
      if (!row.help().isEmpty()) {
        lines.add(line(written(row), row.help()));
      }
    }
    lines.add(line("shift+drag", "select with the terminal; /mouse gives it the mouse"));
    lines.add(line("[tui.keymap]", "in config.toml binds them anew: queue = [\"tab\"]"));
    int height = Math.max(1, room.rows() - 4);
    int top = Math.clamp(help.top(), 0, Math.max(0, lines.size() - height));
    List<Line> rows = new ArrayList<>();
    rows.add(Texts.fitted("  Keys", theme.style(Role.TITLE), room.columns()));
    rows.add(Line.EMPTY);
    rows.addAll(lines.subList(top, Math.min(lines.size(), top + height)));
    while (rows.size() < room.rows() - 1) {
      rows.add(Line.EMPTY);
    }
    rows.add(
        Texts.fitted(
            lines.size() > height ? "  ↑ ↓ more • esc closes" : "  esc closes",
            theme.style(Role.DIM),
            room.columns()));
    return Panel.of(rows.subList(0, Math.min(rows.size(), room.rows())));
  }

  private Line line(String keys, String help) {
    int pad = Math.max(1, KEYS - Columns.width(keys));
    return Line.of(
        new Span("  " + keys + " ".repeat(pad), theme.style(Role.ACCENT)),
        Span.of(Columns.fit(help, Math.max(4, room.columns() - KEYS - 2))));
  }

  private static String written(Keys.Row row) {
    return row.chords().isEmpty()
        ? "(no key)"
        : row.chords().stream().limit(2).map(Chord::toString).collect(Collectors.joining(", "));
  }
}
