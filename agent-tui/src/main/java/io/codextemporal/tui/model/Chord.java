package io.codextemporal.tui.model;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A key with its modifiers, written as {@code ctrl-j}, {@code shift-tab}, {@code ?}. */
public record Chord(Key.Name name, String text, boolean shift, boolean alt, boolean ctrl) {
  private static final Map<String, Key.Name> NAMES = names();
  private static final Map<String, String> SPELLED =
      Map.of("esc", "escape", "pgup", "page-up", "pgdn", "page-down", "return", "enter");

  private static Map<String, Key.Name> names() {
    Map<String, Key.Name> names = new HashMap<>();
    for (Key.Name name : Key.Name.values()) {
      if (name != Key.Name.CHARACTER) {
        names.put(name.name().toLowerCase(Locale.ROOT).replace('_', '-'), name);
      }
    }
    return Map.copyOf(names);
  }

  public static Chord of(Key key) {
    return new Chord(key.name(), key.text(), key.shift(), key.alt(), key.ctrl());
  }

  /** Empty when it names no key. */
  public static Optional<Chord> parse(String written) {
    String rest = written;
    boolean shift = false;
    boolean alt = false;
    boolean ctrl = false;
    while (true) {
      if (rest.startsWith("shift-") && rest.length() > 6) {
        shift = true;
        rest = rest.substring(6);
      } else if (rest.startsWith("alt-") && rest.length() > 4) {
        alt = true;
        rest = rest.substring(4);
      } else if (rest.startsWith("ctrl-") && rest.length() > 5) {
        ctrl = true;
        rest = rest.substring(5);
      } else {
        break;
      }
    }
    String word = rest.equals("space") ? " " : SPELLED.getOrDefault(rest, rest);
    Key.Name name = NAMES.get(word);
    if (name != null) {
      return Optional.of(new Chord(name, "", shift, alt, ctrl));
    }
    return word.codePointCount(0, word.length()) == 1
        ? Optional.of(new Chord(Key.Name.CHARACTER, word, shift, alt, ctrl))
        : Optional.empty();
  }

  /** As people read it: {@code ⇧ tab} would puzzle many, {@code shift+tab} nobody. */
  @Override
  public String toString() {
    String base =
        switch (name) {
          case CHARACTER -> text.equals(" ") ? "space" : text;
          case ESCAPE -> "esc";
          case UP -> "↑";
          case DOWN -> "↓";
          case LEFT -> "←";
          case RIGHT -> "→";
          case PAGE_UP -> "pgup";
          case PAGE_DOWN -> "pgdn";
          default -> name.name().toLowerCase(Locale.ROOT);
        };
    return (ctrl ? "ctrl+" : "") + (alt ? "alt+" : "") + (shift ? "shift+" : "") + base;
  }
}
