package io.codextemporal.tui.model;

/**
 * A key as it was pressed.
 *
 * @param text the grapheme cluster of a {@link Name#CHARACTER}, else empty
 */
public record Key(Name name, String text, boolean shift, boolean alt, boolean ctrl) {
  /** The keys that terminals tell apart. */
  public enum Name {
    CHARACTER,
    ENTER,
    TAB,
    BACKSPACE,
    DELETE,
    ESCAPE,
    UP,
    DOWN,
    LEFT,
    RIGHT,
    HOME,
    END,
    PAGE_UP,
    PAGE_DOWN,
    INSERT,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12
  }

  public static Key of(Name name) {
    return new Key(name, "", false, false, false);
  }

  public static Key character(String cluster) {
    return new Key(Name.CHARACTER, cluster, false, false, false);
  }

  public static Key ctrl(String letter) {
    return new Key(Name.CHARACTER, letter, false, false, true);
  }

  public static Key alt(String letter) {
    return new Key(Name.CHARACTER, letter, false, true, false);
  }
}
