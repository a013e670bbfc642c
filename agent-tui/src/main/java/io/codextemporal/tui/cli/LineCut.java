package io.codextemporal.tui.cli;

import java.util.List;

/** Pure: shortens long texts by whole lines. */
final class LineCut {
  /**
   * At most {@code most} lines of the text: its begin, a line that says how many are left out, its
   * end.
   */
  static String middle(String text, int most) {
    List<String> lines = text.lines().toList();
    if (lines.size() <= most) {
      return text;
    }
    int head = most / 2;
    int tail = most - head - 1;
    int left = lines.size() - head - tail;
    return String.join("\n", lines.subList(0, head))
        + "\n… "
        + left
        + " lines …\n"
        + String.join("\n", lines.subList(lines.size() - tail, lines.size()));
  }

  private LineCut() {}
}
