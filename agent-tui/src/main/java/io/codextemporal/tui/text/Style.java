package io.codextemporal.tui.text;

import org.jspecify.annotations.Nullable;

/**
 * How a piece of text looks.
 *
 * @param bits a sum of the constants below
 * @param link an address for OSC 8, already sanitised, or null
 */
public record Style(Hue foreground, Hue background, int bits, @Nullable String link) {
  public static final int BOLD = 1;
  public static final int DIM = 2;
  public static final int ITALIC = 4;
  public static final int UNDERLINE = 8;
  public static final int REVERSE = 16;
  public static final int STRIKE = 32;

  public static final Style PLAIN = new Style(Hue.DEFAULT, Hue.DEFAULT, 0, null);

  public Style with(int bit) {
    return new Style(foreground, background, bits | bit, link);
  }

  public Style on(Hue hue) {
    return new Style(foreground, hue, bits, link);
  }

  public Style in(Hue hue) {
    return new Style(hue, background, bits, link);
  }

  public Style linked(String address) {
    return new Style(foreground, background, bits, address);
  }

  public boolean has(int bit) {
    return (bits & bit) != 0;
  }
}
