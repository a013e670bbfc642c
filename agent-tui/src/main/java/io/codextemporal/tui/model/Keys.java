package io.codextemporal.tui.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which key does what while the composer has the keys. The table also makes the help screen.
 *
 * @param rows in the order they are listed
 */
public record Keys(List<Row> rows) {
  /**
   * One action.
   *
   * @param help what it does, in a few words; empty for what everybody knows
   */
  public record Row(Action action, List<Chord> chords, String help) {
    public Row {
      chords = List.copyOf(chords);
    }
  }

  public static final Keys DEFAULT = new Keys(defaults());

  public Keys {
    rows = List.copyOf(rows);
  }

  /** What a key is bound to. */
  public Optional<Action> action(Key key) {
    Chord chord = Chord.of(key);
    for (Row row : rows) {
      if (row.chords().contains(chord)) {
        return Optional.of(row.action());
      }
    }
    return Optional.empty();
  }

  /** How an action's first key reads; empty when it has none. */
  public String written(Action action) {
    for (Row row : rows) {
      if (row.action() == action && !row.chords().isEmpty()) {
        return row.chords().getFirst().toString();
      }
    }
    return "";
  }

  /**
   * With some actions bound anew: names as in {@code [tui.keymap]}, {@code queue = ["tab"]}.
   *
   * @param complaints takes a sentence for each entry that cannot be used
   */
  public Keys remapped(Map<String, List<String>> entries, List<String> complaints) {
    Map<Action, List<Chord>> anew = new LinkedHashMap<>();
    entries.forEach((name, chords) -> {
      Optional<Action> action = named(name);
      if (action.isEmpty()) {
        complaints.add("tui.keymap." + name + ": there is no such action; /keymap lists them");
        return;
      }
      List<Chord> parsed = new ArrayList<>();
      for (String written : chords) {
        Optional<Chord> chord = Chord.parse(written);
        chord.ifPresent(parsed::add);
        if (chord.isEmpty()) {
          complaints.add("tui.keymap." + name + ": `" + written + "` is no key");
        }
      }
      anew.put(action.get(), parsed);
    });
    List<Row> changed = new ArrayList<>();
    for (Row row : rows) {
      List<Chord> mine = anew.get(row.action());
      List<Chord> kept =
          row.chords().stream()
              .filter(chord -> anew.values().stream().noneMatch(taken -> taken.contains(chord)))
              .toList();
      changed.add(new Row(row.action(), mine == null ? kept : mine, row.help()));
    }
    return new Keys(changed);
  }

  /** An action by its name in the configuration: lower case, with underscores or hyphens. */
  private static Optional<Action> named(String name) {
    String wanted = name.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    for (Action action : Action.values()) {
      if (action.name().equals(wanted)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  private static List<Row> defaults() {
    List<Row> rows = new ArrayList<>();
    row(rows, Action.SEND, "send; while a turn runs, steer it", "enter");
    row(rows, Action.QUEUE, "queue for after this turn", "tab");
    row(rows, Action.NEWLINE, "new line", "ctrl-j", "shift-enter", "alt-enter");
    row(rows, Action.INTERRUPT, "close what is open; interrupt", "esc");
    row(rows, Action.CANCEL, "clear the draft; interrupt; twice leaves", "ctrl-c");
    row(rows, Action.LEAVE, "leave; the session goes on", "ctrl-d");
    row(rows, Action.EDIT_QUEUED, "take the last queued message back", "shift-left");
    row(rows, Action.MODE, "read only, ask, full access", "shift-tab");
    row(rows, Action.LESS_EFFORT, "think less", "alt-,");
    row(rows, Action.MORE_EFFORT, "think more", "alt-.");
    row(rows, Action.TRANSCRIPT, "everything, in a pager", "ctrl-t");
    row(rows, Action.SEARCH_HISTORY, "search what was typed before", "ctrl-r");
    row(rows, Action.EDITOR, "write in $EDITOR", "ctrl-g");
    row(rows, Action.COPY_ANSWER, "copy the last answer", "ctrl-o");
    row(rows, Action.WAKE, "wake a sleeping turn (empty draft)", "w");
    row(rows, Action.HELP, "these keys (empty draft)", "?");
    row(rows, Action.PAGE_UP, "scroll up", "pgup");
    row(rows, Action.PAGE_DOWN, "scroll down", "pgdn");
    row(rows, Action.TOP, "scroll to the top", "ctrl-home");
    row(rows, Action.BOTTOM, "scroll to the end", "ctrl-end");
    row(rows, Action.REPAINT, "paint anew", "ctrl-l");
    row(rows, Action.SUSPEND, "to the shell; fg comes back", "ctrl-z");
    row(rows, Action.PASTE_IMAGE, "paste an image", "ctrl-v");
    row(rows, Action.UP, "", "up", "ctrl-p");
    row(rows, Action.DOWN, "", "down", "ctrl-n");
    row(rows, Action.LEFT, "", "left", "ctrl-b");
    row(rows, Action.RIGHT, "", "right", "ctrl-f");
    row(rows, Action.WORD_LEFT, "", "alt-b", "ctrl-left", "alt-left");
    row(rows, Action.WORD_RIGHT, "", "alt-f", "ctrl-right", "alt-right");
    row(rows, Action.LINE_START, "", "ctrl-a", "home");
    row(rows, Action.LINE_END, "", "ctrl-e", "end");
    row(rows, Action.DELETE_LEFT, "", "backspace", "ctrl-h", "shift-backspace");
    row(rows, Action.DELETE_RIGHT, "", "delete");
    row(rows, Action.DELETE_WORD_LEFT, "", "ctrl-w", "alt-backspace", "ctrl-backspace");
    row(rows, Action.DELETE_WORD_RIGHT, "", "alt-d", "alt-delete", "ctrl-delete");
    row(rows, Action.KILL_TO_END, "", "ctrl-k");
    row(rows, Action.KILL_TO_START, "", "ctrl-u");
    row(rows, Action.YANK, "", "ctrl-y");
    row(rows, Action.YANK_POP, "", "alt-y");
    row(rows, Action.UNDO, "", "ctrl-_", "ctrl-/");
    return rows;
  }

  private static void row(List<Row> rows, Action action, String help, String... chords) {
    List<Chord> parsed = new ArrayList<>();
    for (String written : chords) {
      parsed.add(Chord.parse(written).orElseThrow());
    }
    rows.add(new Row(action, parsed, help));
  }
}
