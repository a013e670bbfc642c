package io.codextemporal.tui.text;

/** Text in one style; holds no control character and no line break. */
public record Span(String text, Style style) {
  public static Span of(String text) {
    return new Span(text, Style.PLAIN);
  }
}
