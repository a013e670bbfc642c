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
      case LINK -> hue(Hue.CYAN).with(Style.UNDERLINE);
      case ACCENT, USER -> hue(Hue.CYAN);
      case SUCCESS, ADDED, STRING -> hue(Hue.GREEN);
      case WARNING, NUMBER -> hue(Hue.YELLOW);
      case ERROR, REMOVED -> hue(Hue.RED);
      case KEYWORD -> hue(Hue.MAGENTA);
    };
  }

  private Style hue(Hue hue) {
    return this == PLAIN ? Style.PLAIN : Style.PLAIN.in(hue);
  }
}
