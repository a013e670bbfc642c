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
import java.util.Locale;
import java.util.stream.Collectors;

/** The help, made from the table of keys; what is too wide for a row goes on below. */
public final class HelpView {
  private static final int KEYS = 21;
  private static final int NARROW_KEYS = 16;
  private static final int NARROW = 60;
  private static final int WIDE = 80;
  private static final int NAMES = 15;
  private static final int AROUND = 4;

  private final Size room;
  private final Theme theme;

  HelpView(Size room, Theme theme) {
    this.room = room;
    this.theme = theme;
  }

  /** The last row that can be the first. */
  public static int furthest(HelpOverlay help, Keys keys, Size room) {
    int rows = new HelpView(room, Theme.PLAIN).lines(help, keys).size();
    return Math.max(0, rows - Math.max(1, room.rows() - AROUND));
  }

  Panel panel(HelpOverlay help, Keys keys) {
    List<Line> lines = lines(help, keys);
    int height = Math.max(1, room.rows() - AROUND);
    int top = Math.clamp(help.top(), 0, Math.max(0, lines.size() - height));
    List<Line> rows = new ArrayList<>();
    rows.add(
        Texts.fitted(
            help.names() ? "  Keys, and the names of what they do" : "  Keys",
            theme.style(Role.TITLE),
            room.columns()));
    rows.add(Line.EMPTY);
    rows.addAll(lines.subList(top, Math.min(lines.size(), top + height)));
    while (rows.size() < room.rows() - 1) {
      rows.add(Line.EMPTY);
    }
    rows.add(
        Texts.fitted(
            lines.size() > height ? "  ↑ ↓ pgup pgdn more • esc closes" : "  esc closes",
            theme.style(Role.DIM),
            room.columns()));
    return Panel.of(rows.subList(0, Math.min(rows.size(), room.rows())));
  }

  private List<Line> lines(HelpOverlay help, Keys keys) {
    List<Line> lines = new ArrayList<>();
    if (help.names()) {
      lines.addAll(line("[tui.keymap]", "in config.toml binds by name: queue = [\"tab\"]"));
      for (Keys.Row row : keys.rows()) {
        String name = row.action().name().toLowerCase(Locale.ROOT);
        lines.addAll(line(written(row), named(name, row.help())));
      }
      return lines;
    }
    lines.addAll(line("/", "commands"));
    lines.addAll(line("@", "name a file"));
    lines.addAll(line("!", "run a command yourself; the model sees what it prints"));
    lines.addAll(line("esc esc", "go back to an earlier message, in a copy"));
    for (Keys.Row row : keys.rows()) {
      if (!row.help().isEmpty()) {
        lines.addAll(line(written(row), row.help()));
      }
    }
    lines.addAll(line("shift+drag", "select with the terminal; /mouse gives it the mouse"));
    lines.addAll(line("/keymap", "names to bind keys anew by"));
    return lines;
  }

  /** In a column of its own where there is room. */
  private String named(String name, String help) {
    return room.columns() < WIDE || help.isEmpty()
        ? name + (help.isEmpty() ? "" : ": " + help)
        : String.format("%-" + NAMES + "s%s", name, help);
  }

  private List<Line> line(String keys, String help) {
    int column = room.columns() < NARROW ? NARROW_KEYS : KEYS;
    String padded = "  " + keys + " ".repeat(Math.max(1, column - Columns.width(keys)));
    return Texts.hung(
        Line.of(new Span(padded, theme.style(Role.ACCENT))), Line.of(help), room.columns());
  }

  private static String written(Keys.Row row) {
    return row.chords().isEmpty()
        ? "(no key)"
        : row.chords().stream().limit(2).map(Chord::toString).collect(Collectors.joining(", "));
  }
}
