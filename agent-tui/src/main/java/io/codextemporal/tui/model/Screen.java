package io.codextemporal.tui.model;

import io.codextemporal.tui.text.Theme;

/**
 * The terminal as far as it matters.
 *
 * @param focused whether the person looks at it, as far as the terminal tells
 * @param accessible nothing moves by itself, and what is new comes below what was there
 * @param mouse whether the wheel and the mouse are ours
 */
public record Screen(Size size, Theme theme, boolean focused, boolean accessible, boolean mouse) {
  public Screen withSize(Size next) {
    return new Screen(next, theme, focused, accessible, mouse);
  }

  public Screen withTheme(Theme next) {
    return new Screen(size, next, focused, accessible, mouse);
  }

  public Screen withFocus(boolean next) {
    return new Screen(size, theme, next, accessible, mouse);
  }

  public Screen withMouse(boolean next) {
    return new Screen(size, theme, focused, accessible, next);
  }
}
