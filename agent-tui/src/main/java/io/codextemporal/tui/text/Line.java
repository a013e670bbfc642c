package io.codextemporal.tui.text;

import java.util.List;
import java.util.stream.Collectors;

/** One line of styled text, of any width. */
public record Line(List<Span> spans) {
  public static final Line EMPTY = new Line(List.of());

  public Line {
    spans = List.copyOf(spans);
  }

  public static Line of(String text) {
    return new Line(List.of(Span.of(text)));
  }

  public static Line of(Span... spans) {
    return new Line(List.of(spans));
  }

  /** The words alone, as they are copied. */
  public String plain() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }
}
