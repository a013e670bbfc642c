package io.codextemporal.tui.text;

/**
 * How roles look: the terminal's sixteen colours on its own background, for a dark one and a light
 * one, and without any colour.
 */
public enum Theme {
  DARK,
  LIGHT,
  PLAIN;

  public Style style(Role role) {
    return switch (role) {
      case TEXT, CODE -> Style.PLAIN;
      case DIM, COMMENT -> Style.PLAIN.with(Style.DIM);
      case TITLE -> Style.PLAIN.with(Style.BOLD);
      case REASONING -> Style.PLAIN.with(Style.DIM).with(Style.ITALIC);
      case SELECTION -> Style.PLAIN.with(Style.REVERSE);
      case MATCH -> Style.PLAIN.with(Style.BOLD).with(Style.UNDERLINE);
      case LINK -> hue(accent()).with(Style.UNDERLINE);
      case ACCENT, USER -> hue(accent());
      case SUCCESS, ADDED, STRING -> hue(Hue.GREEN);
      case WARNING -> loud(this == LIGHT ? Hue.MAGENTA : Hue.YELLOW);
      case NUMBER -> hue(this == LIGHT ? Hue.BLUE : Hue.YELLOW);
      case ERROR -> loud(Hue.RED);
      case REMOVED -> hue(Hue.RED);
      case KEYWORD -> hue(Hue.MAGENTA);
    };
  }

  /** Cyan cannot be read on white, nor blue on black. */
  private Hue accent() {
    return this == LIGHT ? Hue.BLUE : Hue.CYAN;
  }

  /** What must be seen is bold where there is no colour. */
  private Style loud(Hue hue) {
    return this == PLAIN ? Style.PLAIN.with(Style.BOLD) : hue(hue);
  }

  private Style hue(Hue hue) {
    return this == PLAIN ? Style.PLAIN : Style.PLAIN.in(hue);
  }
}
