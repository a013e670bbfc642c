package io.codextemporal.tui.terminal;

/**
 * The strings that turn the screen's modes on and off: bracketed paste, focus, the mouse (SGR),
 * kitty's keys and xterm's modified keys, and the alternate screen where it is wanted.
 */
final class Modes {
  private static final String MOUSE_ON = "\u001b[?1002h\u001b[?1006h";
  private static final String MOUSE_OFF = "\u001b[?1002l\u001b[?1006l";

  /** {@code rows} matters to a screen that has no buffer of its own: what is there moves up. */
  static String enter(boolean alternate, int rows, boolean mouse) {
    return (alternate ? "\u001b[?1049h" : "\n".repeat(Math.max(0, rows - 1)))
        + "\u001b[22;0t\u001b[?2004h\u001b[?1004h"
        + (mouse ? MOUSE_ON : "")
        + "\u001b[>1u\u001b[>4;1m";
  }

  /**
   * Harmless when little of it was on: all of it, in one string.
   *
   * @param row below how many rows the shell goes on, where the screen has no buffer of its own
   */
  static String leave(boolean alternate, int row) {
    return "\u001b[?2026l\u001b[0m\u001b]8;;\u001b\\\u001b[r"
        + "\u001b[>4;0m\u001b[<u"
        + MOUSE_OFF
        + "\u001b[?1004l\u001b[?2004l\u001b[23;0t"
        + (alternate ? "\u001b[?1049l" : "\u001b[" + Math.max(1, row) + ";1H\r\n")
        + "\u001b[?25h";
  }

  static String mouse(boolean on) {
    return on ? MOUSE_ON : MOUSE_OFF;
  }

  private Modes() {}
}
