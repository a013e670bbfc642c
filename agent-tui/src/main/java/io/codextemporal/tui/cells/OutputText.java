package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program printed, as a terminal would have left it on each line: its colours are styles, a
 * carriage return or a backspace writes over what stood there, tabs reach the next stop of eight,
 * and everything else that could drive a terminal is gone. Movement between lines is not followed.
 * Pure.
 */
final class OutputText {
  private static final char ESCAPE = '\u001b';

  private final AnsiStyle style;

  private OutputText(Theme theme, Style base) {
    this.style = new AnsiStyle(theme, base);
  }

  /** No line for no output; colours last from line to line. */
  static List<Line> lines(String output, Theme theme, Style base) {
    OutputText text = new OutputText(theme, base);
    List<Line> lines = new ArrayList<>();
    int end = output.endsWith("\n") ? output.length() - 1 : output.length();
    for (int from = 0; from <= end && !output.isEmpty(); ) {
      int feed = output.indexOf('\n', from);
      int to = feed < 0 || feed > end ? end : feed;
      lines.add(text.line(output.substring(from, to)));
      from = to + 1;
    }
    return lines;
  }

  private Line line(String raw) {
    int control = control(raw, 0);
    if (control == raw.length()) {
      String clean = Sanitizer.clean(raw);
      return clean.isEmpty() ? Line.EMPTY : Line.of(new Span(clean, style.current()));
    }
    PrintedLine line = new PrintedLine();
    int at = 0;
    while (at < raw.length()) {
      line.write(Sanitizer.clean(raw.substring(at, control)), style.current());
      at = control < raw.length() ? obey(raw, control, line) : control;
      control = control(raw, at);
    }
    return line.line();
  }

  /** Where the next character stands that is more than a character. */
  private static int control(String raw, int from) {
    int at = from;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c == ESCAPE || c == '\r' || c == '\b' || c == '\t') {
        return at;
      }
      at++;
    }
    return at;
  }

  /** Does what stands at {@code at}; where it ends. */
  private int obey(String raw, int at, PrintedLine line) {
    switch (raw.charAt(at)) {
      case '\r' -> line.home();
      case '\b' -> line.back(1);
      case '\t' -> line.tab(style.current());
      default -> {
        int end = Sanitizer.afterSequence(raw, at);
        if (end - at > 2 && raw.charAt(at + 1) == '[') {
          sequence(raw.charAt(end - 1), raw.substring(at + 2, end - 1), line);
        }
        return end;
      }
    }
    return at + 1;
  }

  private void sequence(char command, String parameters, PrintedLine line) {
    switch (command) {
      case 'm' -> style.select(parameters);
      case 'K' -> line.erase(AnsiStyle.number(parameters, 0));
      case 'C' -> line.forward(AnsiStyle.number(parameters, 1), style.current());
      case 'D' -> line.back(AnsiStyle.number(parameters, 1));
      case 'G' -> {
        line.home();
        line.forward(AnsiStyle.number(parameters, 1) - 1, style.current());
      }
      default -> {
        // Whatever else it asks of a terminal is not done.
      }
    }
  }
}
