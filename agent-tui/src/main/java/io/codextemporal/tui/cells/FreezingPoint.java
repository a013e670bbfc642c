package io.codextemporal.tui.cells;

import org.jspecify.annotations.Nullable;

/**
 * Finds how much of a growing markdown text will be laid out as it is now whatever follows: up to a
 * blank line outside a fence with a new block behind it, or to the end of a fence or heading at the
 * margin. Where a list goes on, or what follows is not yet known, it finds less. Linear.
 */
final class FreezingPoint {
  private @Nullable Fence fence;
  private boolean blank;
  private boolean list;
  private int cut;

  /**
   * Where everything before is final; at least {@code from}, which must be a freezing point itself.
   */
  static int in(String text, int from) {
    FreezingPoint point = new FreezingPoint();
    point.cut = from;
    int at = from;
    for (int end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
      point.line(text.substring(at, end), at, end + 1);
      at = end + 1;
    }
    if (at < text.length()) {
      point.unfinished(text.substring(at), at);
    }
    return point.cut;
  }

  private void line(String line, int at, int next) {
    Fence open = fence;
    if (open != null) {
      if (open.isClosedBy(line)) {
        fence = null;
        if (open.indent() == 0) {
          freeze(next);
        }
      }
      return;
    }
    if (line.isBlank()) {
      blank = true;
      return;
    }
    begin(line, at);
    blank = false;
    fence = Fence.of(line).orElse(null);
    if (isHeading(line)) {
      freeze(next);
    } else {
      list |= isItem(line);
    }
  }

  /** The last line, of which there may be more; it can begin a block, and end none. */
  private void unfinished(String line, int at) {
    if (fence == null && !line.isBlank() && line.length() > 3) {
      begin(line, at);
    }
  }

  /** Before a line that surely begins a block, all is final. */
  private void begin(String line, int at) {
    boolean margin = line.charAt(0) != ' ' && line.charAt(0) != '\t';
    if (blank && margin && !(list && isItem(line))) {
      freeze(at);
    }
  }

  private void freeze(int at) {
    cut = at;
    list = false;
    blank = false;
  }

  /** A heading of the kind that is over with its line, at the margin. */
  private static boolean isHeading(String line) {
    int marks = 0;
    while (marks < line.length() && line.charAt(marks) == '#') {
      marks++;
    }
    return marks >= 1 && marks <= 6 && marks < line.length() && line.charAt(marks) == ' ';
  }

  private static boolean isItem(String line) {
    String item = line.stripLeading();
    int at = 0;
    while (at < item.length() && at < 10 && Character.isDigit(item.charAt(at))) {
      at++;
    }
    boolean marked =
        at == 0
            ? !item.isEmpty() && "-+*".indexOf(item.charAt(0)) >= 0
            : at < item.length() && ".)".indexOf(item.charAt(at)) >= 0;
    int behind = at + 1;
    return marked && (behind >= item.length() || item.charAt(behind) == ' ');
  }
}
