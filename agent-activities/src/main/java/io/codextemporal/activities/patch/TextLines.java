package io.codextemporal.activities.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as lines that keep their endings, {@code \n} or {@code \r\n}; a lone {@code \r} is part of
 * a line. Pure.
 *
 * @param bom whether it begins with a byte order mark
 */
record TextLines(List<Line> lines, boolean bom) {
  private static final char BOM = '\uFEFF';

  /** {@code ending} is empty for a last line without one. */
  record Line(String text, String ending) {}

  TextLines {
    lines = List.copyOf(lines);
  }

  static TextLines of(String text) {
    boolean bom = !text.isEmpty() && text.charAt(0) == BOM;
    List<Line> lines = new ArrayList<>();
    int begin = bom ? 1 : 0;
    while (begin < text.length()) {
      int end = text.indexOf('\n', begin);
      if (end < 0) {
        lines.add(new Line(text.substring(begin), ""));
        break;
      }
      boolean pair = end > begin && text.charAt(end - 1) == '\r';
      lines.add(new Line(text.substring(begin, pair ? end - 1 : end), pair ? "\r\n" : "\n"));
      begin = end + 1;
    }
    return new TextLines(lines, bom);
  }

  /** The lines of a text, without their endings. */
  static List<String> split(String text) {
    return of(text).texts();
  }

  List<String> texts() {
    return lines.stream().map(Line::text).toList();
  }

  /** How new lines of this text end. */
  String ending() {
    return lines.isEmpty() || lines.getFirst().ending().isEmpty()
        ? "\n"
        : lines.getFirst().ending();
  }

  /** The text, with an ending after every line. */
  String whole() {
    StringBuilder text = new StringBuilder(bom ? String.valueOf(BOM) : "");
    for (Line line : lines) {
      text.append(line.text()).append(line.ending().isEmpty() ? ending() : line.ending());
    }
    return text.toString();
  }
}
