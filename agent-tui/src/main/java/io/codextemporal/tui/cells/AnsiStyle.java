package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Hue;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;

/**
 * The style a program chose by its escape sequences, in the sixteen colours: any other becomes the
 * nearest of them, and one that could not be read on the theme's background a readable one.
 * Mutable.
 */
final class AnsiStyle {
  private static final Hue[] HUES = Hue.values();

  private final Theme theme;
  private final Style base;
  private Style style;

  /** {@code base} is what an unstyled text looks like. */
  AnsiStyle(Theme theme, Style base) {
    this.theme = theme;
    this.base = base;
    this.style = base;
  }

  /** As text written now looks. */
  Style current() {
    if (style.background() != base.background() || style.has(Style.REVERSE)) {
      return style;
    }
    return switch (theme) {
      case DARK -> style.foreground() == Hue.BLACK ? style.in(Hue.BRIGHT_BLACK) : style;
      case LIGHT ->
          switch (style.foreground()) {
            case WHITE, BRIGHT_WHITE -> style.in(Hue.DEFAULT);
            case BRIGHT_YELLOW -> style.in(Hue.YELLOW);
            case BRIGHT_CYAN -> style.in(Hue.CYAN);
            case BRIGHT_GREEN -> style.in(Hue.GREEN);
            default -> style;
          };
      case PLAIN -> style;
    };
  }

  /** The first number of a sequence's parameters. */
  static int number(String parameters, int otherwise) {
    int end = 0;
    while (end < parameters.length() && end < 4 && Character.isDigit(parameters.charAt(end))) {
      end++;
    }
    return end == 0 ? otherwise : Integer.parseInt(parameters, 0, end, 10);
  }

  /** What stands between {@code CSI} and {@code m}. */
  void select(String parameters) {
    String[] parts = parameters.split(";", -1);
    for (int i = 0; i < parts.length; i++) {
      int code = number(parts[i], 0);
      if (parts[i].indexOf(':') >= 0) {
        grouped(code, parts[i].split(":", -1));
      } else if (code == 38 || code == 48) {
        i += extended(parts, i, code == 38);
      } else {
        apply(code);
      }
    }
  }

  /** The newer way to write it: what belongs together stands between colons. */
  private void grouped(int code, String[] parts) {
    int last = parts.length - 1;
    if (code == 38 || code == 48) {
      boolean millions = parts[1].equals("2") && last >= 4;
      extended(
          millions ? new String[] {"", "2", parts[last - 2], parts[last - 1], parts[last]} : parts,
          0,
          code == 38);
    } else {
      apply(code == 4 && parts[1].equals("0") ? 24 : code);
    }
  }

  private void apply(int code) {
    switch (code) {
      case 0 -> style = base;
      case 1 -> style = without(Style.DIM).with(Style.BOLD);
      case 2 -> style = style.with(Style.DIM);
      case 3 -> style = style.with(Style.ITALIC);
      case 4 -> style = style.with(Style.UNDERLINE);
      case 7 -> style = style.with(Style.REVERSE);
      case 9 -> style = style.with(Style.STRIKE);
      case 22 -> style = without(Style.BOLD | Style.DIM).with(base.bits());
      case 23 -> style = without(Style.ITALIC);
      case 24 -> style = without(Style.UNDERLINE);
      case 27 -> style = without(Style.REVERSE);
      case 29 -> style = without(Style.STRIKE);
      default -> colour(code);
    }
  }

  private void colour(int code) {
    if (code >= 30 && code <= 37) {
      paint(HUES[code - 29], true);
    } else if (code >= 90 && code <= 97) {
      paint(HUES[code - 81], true);
    } else if (code == 39) {
      paint(base.foreground(), true);
    } else if (code >= 40 && code <= 47) {
      paint(HUES[code - 39], false);
    } else if (code >= 100 && code <= 107) {
      paint(HUES[code - 91], false);
    } else if (code == 49) {
      paint(base.background(), false);
    }
  }

  /** A coloured text is not dimmed as its surroundings are. */
  private void paint(Hue hue, boolean foreground) {
    if (theme == Theme.PLAIN) {
      return;
    }
    style = foreground ? without(base.bits() & Style.DIM).in(hue) : style.on(hue);
  }

  /** A colour of 256 or of millions; how many parts it took beyond its first. */
  private int extended(String[] parts, int at, boolean foreground) {
    int[] numbers = new int[4];
    for (int i = 0; i < 4; i++) {
      numbers[i] = at + 1 + i < parts.length ? Math.min(255, number(parts[at + 1 + i], 0)) : 0;
    }
    return switch (numbers[0]) {
      case 2 -> {
        paint(nearest(numbers[1], numbers[2], numbers[3]), foreground);
        yield 4;
      }
      case 5 -> {
        paint(indexed(numbers[1]), foreground);
        yield 2;
      }
      default -> 1;
    };
  }

  private static Hue indexed(int index) {
    if (index < 16) {
      return HUES[index + 1];
    }
    if (index >= 232) {
      int grey = 8 + (index - 232) * 10;
      return nearest(grey, grey, grey);
    }
    int cube = index - 16;
    return nearest(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + step * 40;
  }

  private static Hue nearest(int red, int green, int blue) {
    int most = Math.max(red, Math.max(green, blue));
    int least = Math.min(red, Math.min(green, blue));
    if (most - least < 32) {
      return most < 64
          ? Hue.BLACK
          : most < 160 ? Hue.BRIGHT_BLACK : most < 224 ? Hue.WHITE : Hue.BRIGHT_WHITE;
    }
    int middle = (most + least) / 2;
    int bits = (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0);
    return HUES[1 + bits + (most > 200 ? 8 : 0)];
  }

  private Style without(int bits) {
    return new Style(style.foreground(), style.background(), style.bits() & ~bits, style.link());
  }
}
