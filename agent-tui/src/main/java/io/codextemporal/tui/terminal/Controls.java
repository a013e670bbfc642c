package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Key;

/** What the control characters are as keys. */
final class Controls {
  static Key key(int code) {
    return switch (code) {
      case 0x0d -> Key.of(Key.Name.ENTER);
      case 0x09 -> Key.of(Key.Name.TAB);
      case 0x7f, 0x08 -> Key.of(Key.Name.BACKSPACE);
      case 0x1b -> Key.of(Key.Name.ESCAPE);
      case 0x00 -> Key.ctrl(" ");
      case 0x1c -> Key.ctrl("\\");
      case 0x1d -> Key.ctrl("]");
      case 0x1e -> Key.ctrl("^");
      case 0x1f -> Key.ctrl("_");
      default -> Key.ctrl(Character.toString('a' + code - 1));
    };
  }

  private Controls() {}
}
