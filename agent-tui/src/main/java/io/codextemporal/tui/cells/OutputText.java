package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Hue;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program printed, as lines: its colours become styles, a carriage return begins its line
 * anew, everything else that could drive a terminal is gone. Pure.
 */
final class OutputText {
  private static final Hue[] HUES = Hue.values();

  private final boolean colours;
  private final Style base;
  private Style style;

  private OutputText(Theme theme, Style base) {
    this.colours = theme != Theme.PLAIN;
    this.base = base;
    this.style = base;
  }

  static List<Line> lines(String output, Theme theme, Style base) {
    OutputText text = new OutputText(theme, base);
    List<Line> lines = new ArrayList<>();
    String whole = output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    if (whole.isEmpty()) {
      return lines;
    }
    for (String line : whole.split("\n", -1)) {
      lines.add(text.line(lastWritten(line)));
    }
    return lines;
  }

  /** A bar that draws itself anew shows its last state only. */
  private static String lastWritten(String line) {
    String kept = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return kept.substring(kept.lastIndexOf('\r') + 1);
  }

  private Line line(String raw) {
    List<Span> spans = new ArrayList<>();
    int from = 0;
    int at = raw.indexOf("\u001b[");
    while (at >= 0) {
      int end = at + 2;
      while (end < raw.length() && (raw.charAt(end) < '@' || raw.charAt(end) > '~')) {
        end++;
      }
      add(spans, raw.substring(from, at));
      if (end < raw.length() && raw.charAt(end) == 'm') {
        select(raw.substring(at + 2, end));
      }
      from = Math.min(raw.length(), end + 1);
      at = raw.indexOf("\u001b[", from);
    }
    add(spans, raw.substring(from));
    return new Line(spans);
  }

  private void add(List<Span> spans, String text) {
    String clean = Sanitizer.clean(text);
    if (!clean.isEmpty()) {
      spans.add(new Span(clean, style));
    }
  }

  private void select(String parameters) {
    String[] parts = parameters.split("[;:]", -1);
    for (int i = 0; i < parts.length; i++) {
      int code = parts[i].matches("\\d{1,3}") ? Integer.parseInt(parts[i]) : 0;
      if (code == 38 || code == 48) {
        i += extended(parts, i, code == 38);
      } else {
        apply(code);
      }
    }
  }

  private void apply(int code) {
    switch (code) {
      case 0 -> style = base;
      case 1 -> style = style.with(Style.BOLD);
      case 2 -> style = style.with(Style.DIM);
      case 3 -> style = style.with(Style.ITALIC);
      case 4 -> style = style.with(Style.UNDERLINE);
      case 7 -> style = style.with(Style.REVERSE);
      case 9 -> style = style.with(Style.STRIKE);
      case 22 -> style = without(Style.BOLD | Style.DIM);
      case 23 -> style = without(Style.ITALIC);
      case 24 -> style = without(Style.UNDERLINE);
      case 27 -> style = without(Style.REVERSE);
      case 29 -> style = without(Style.STRIKE);
      default -> colour(code);
    }
  }

  private void colour(int code) {
    if (!colours) {
      return;
    }
    if (code >= 30 && code <= 37) {
      style = style.in(HUES[code - 29]);
    } else if (code >= 90 && code <= 97) {
      style = style.in(HUES[code - 81]);
    } else if (code == 39) {
      style = style.in(base.foreground());
    } else if (code >= 40 && code <= 47) {
      style = style.on(HUES[code - 39]);
    } else if (code >= 100 && code <= 107) {
      style = style.on(HUES[code - 91]);
    } else if (code == 49) {
      style = style.on(base.background());
    }
  }

  /** A colour of 256 or of millions becomes the nearest of the sixteen; how many parts it took. */
  private int extended(String[] parts, int at, boolean foreground) {
    int[] numbers = new int[4];
    for (int i = 0; i < 4; i++) {
      String part = at + 1 + i < parts.length ? parts[at + 1 + i] : "";
      numbers[i] = part.matches("\\d{1,3}") ? Integer.parseInt(part) : 0;
    }
    boolean direct = numbers[0] == 2;
    Hue hue =
        direct
            ? nearest(numbers[1], numbers[2], numbers[3])
            : numbers[1] < 16 ? HUES[numbers[1] + 1] : indexed(numbers[1]);
    if (colours) {
      style = foreground ? style.in(hue) : style.on(hue);
    }
    return direct ? 4 : 2;
  }

  private static Hue indexed(int index) {
    if (index >= 232) {
      int grey = 8 + (Math.min(index, 255) - 232) * 10;
      return nearest(grey, grey, grey);
    }
    int cube = index - 16;
    return nearest(cube / 36 * 51, cube / 6 % 6 * 51, cube % 6 * 51);
  }

  private static Hue nearest(int red, int green, int blue) {
    int most = Math.max(red, Math.max(green, blue));
    if (most < 48) {
      return Hue.BLACK;
    }
    int bits = (red > most / 2 ? 1 : 0) + (green > most / 2 ? 2 : 0) + (blue > most / 2 ? 4 : 0);
    if (bits == 7 && most < 160) {
      return Hue.BRIGHT_BLACK;
    }
    return HUES[1 + bits + (most > 200 ? 8 : 0)];
  }

  private Style without(int bits) {
    return new Style(style.foreground(), style.background(), style.bits() & ~bits, style.link());
  }
}
