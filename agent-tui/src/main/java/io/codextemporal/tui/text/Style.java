package io.codextemporal.tui.text;

import java.util.Objects;
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

  // By hand: a record's own is put together at run time, in the middle of the first frame.
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || other instanceof Style style
            && style.foreground == foreground
            && style.background == background
            && style.bits == bits
            && Objects.equals(style.link, link);
  }

  @Override
  public int hashCode() {
    int colours = foreground.ordinal() * 17 + background.ordinal();
    return (colours * 64 + bits) * 31 + (link == null ? 0 : link.hashCode());
  }
}
