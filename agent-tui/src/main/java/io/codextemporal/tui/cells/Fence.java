package io.codextemporal.tui.cells;

import java.util.Optional;

/**
 * The line that begins a block of code.
 *
 * @param indent columns before it
 * @param info what stands behind it
 */
record Fence(char mark, int count, int indent, String info) {
  /** Empty when the line begins none. */
  static Optional<Fence> of(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    int indent = at;
    char mark = at < line.length() ? line.charAt(at) : ' ';
    if (mark != '`' && mark != '~') {
      return Optional.empty();
    }
    while (at < line.length() && line.charAt(at) == mark) {
      at++;
    }
    String info = line.substring(at).strip();
    boolean isFence = at - indent >= 3 && (mark == '~' || info.indexOf('`') < 0);
    return isFence ? Optional.of(new Fence(mark, at - indent, indent, info)) : Optional.empty();
  }

  boolean isClosedBy(String line) {
    return of(line)
        .filter(end -> end.mark == mark && end.count >= count && end.info.isEmpty())
        .isPresent();
  }
}
