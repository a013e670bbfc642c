package io.codextemporal.tui.update;

import io.codextemporal.tui.model.Draft;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.text.Sanitizer;

/** One line that is being typed in an overlay: what a key makes of it. Pure. */
final class OneLine {
  /** The line after the key; the same when the key is no editing. */
  static Draft edit(Draft line, Key key) {
    return switch (key.name()) {
      case CHARACTER ->
          key.ctrl()
              ? ctrl(line, key)
              : key.alt() ? alt(line, key) : line.insert(Sanitizer.clean(key.text()));
      case BACKSPACE -> line.deleteTo(key.alt() || key.ctrl() ? line.wordLeft() : line.left());
      case DELETE -> line.deleteTo(line.right());
      case LEFT -> line.at(key.ctrl() || key.alt() ? line.wordLeft() : line.left());
      case RIGHT -> line.at(key.ctrl() || key.alt() ? line.wordRight() : line.right());
      case HOME -> line.at(0);
      case END -> line.at(line.text().length());
      default -> line;
    };
  }

  /** The same for a line whose caret is always at its end. */
  static String edit(String line, Key key) {
    return edit(Draft.of(line), key).text();
  }

  /** A paste as one line. */
  static String clean(String text) {
    return Sanitizer.clean(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static Draft ctrl(Draft line, Key key) {
    return switch (key.text()) {
      case "a" -> line.at(0);
      case "e" -> line.at(line.text().length());
      case "b" -> line.at(line.left());
      case "f" -> line.at(line.right());
      case "h" -> line.deleteTo(line.left());
      case "w" -> line.deleteTo(line.blankLeft());
      case "u" -> line.deleteTo(0);
      case "k" -> line.deleteTo(line.text().length());
      default -> line;
    };
  }

  private static Draft alt(Draft line, Key key) {
    return switch (key.text()) {
      case "b" -> line.at(line.wordLeft());
      case "f" -> line.at(line.wordRight());
      case "d" -> line.deleteTo(line.wordRight());
      default -> line;
    };
  }

  private OneLine() {}
}
