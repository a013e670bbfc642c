package io.codextemporal.tui.model;

import io.codextemporal.tui.text.Theme;

/**
 * The terminal as far as it matters.
 *
 * @param focused whether the person looks at it, as far as the terminal tells
 * @param accessible nothing moves by itself, and what is new comes below what was there
 * @param mouse whether the wheel and the mouse are ours
 * @param inline whether it is the terminal's own: what leaves it at its top stays to be scrolled to
 */
public record Screen(
    Size size, Theme theme, boolean focused, boolean accessible, boolean mouse, boolean inline) {
  public Screen withSize(Size next) {
    return new Screen(next, theme, focused, accessible, mouse, inline);
  }

  public Screen withTheme(Theme next) {
    return new Screen(size, next, focused, accessible, mouse, inline);
  }

  public Screen withFocus(boolean next) {
    return new Screen(size, theme, next, accessible, mouse, inline);
  }

  public Screen withMouse(boolean next) {
    return new Screen(size, theme, focused, accessible, next, inline);
  }
}
