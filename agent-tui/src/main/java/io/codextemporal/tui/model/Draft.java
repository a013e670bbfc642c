package io.codextemporal.tui.model;

import io.codextemporal.tui.text.Columns;
import java.util.List;

/**
 * A text being written and where the caret is in it. Immutable; every step moves by whole grapheme
 * clusters.
 *
 * @param caret index into {@code text}, UTF-16 units, always between two clusters
 */
public record Draft(String text, int caret) {
  public static final Draft EMPTY = new Draft("", 0);

  public Draft {
    if (caret < 0 || caret > text.length()) {
      throw new IllegalArgumentException("caret " + caret + " outside of the text");
    }
  }

  /** The text with the caret at its end. */
  public static Draft of(String text) {
    return new Draft(text, text.length());
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  public Draft insert(String more) {
    return new Draft(
        text.substring(0, caret) + more + text.substring(caret), caret + more.length());
  }

  /** Without what lies between the caret and {@code other}, in either direction. */
  public Draft deleteTo(int other) {
    int from = Math.min(caret, other);
    int to = Math.max(caret, other);
    return new Draft(text.substring(0, from) + text.substring(to), from);
  }

  /** What lies between the caret and {@code other}. */
  public String between(int other) {
    return text.substring(Math.min(caret, other), Math.max(caret, other));
  }

  public Draft at(int place) {
    return new Draft(text, place);
  }

  /** One cluster to the left, or 0. */
  public int left() {
    if (caret == 0) {
      return 0;
    }
    int from = Math.max(text.lastIndexOf('\n', caret - 1), 0);
    List<String> clusters = Columns.clusters(text.substring(from, caret));
    return caret - clusters.getLast().length();
  }

  /** One cluster to the right, or the end. */
  public int right() {
    if (caret == text.length()) {
      return caret;
    }
    int newline = text.indexOf('\n', caret);
    int to = newline < 0 ? text.length() : newline + 1;
    return caret + Columns.clusters(text.substring(caret, to)).getFirst().length();
  }

  /** The begin of the word before the caret. */
  public int wordLeft() {
    int at = caret;
    while (at > 0 && !isWord(text.charAt(at - 1))) {
      at--;
    }
    while (at > 0 && isWord(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** The end of the word after the caret. */
  public int wordRight() {
    int at = caret;
    while (at < text.length() && !isWord(text.charAt(at))) {
      at++;
    }
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The begin of the run without spaces before the caret, as Ctrl-W takes it. */
  public int blankLeft() {
    int at = caret;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  public int lineStart() {
    return caret == 0 ? 0 : text.lastIndexOf('\n', caret - 1) + 1;
  }

  public int lineEnd() {
    int end = text.indexOf('\n', caret);
    return end < 0 ? text.length() : end;
  }

  private static boolean isWord(char letter) {
    return Character.isLetterOrDigit(letter)
        || letter == '_'
        || Character.isSurrogate(letter)
        || Character.getType(letter) == Character.NON_SPACING_MARK;
  }
}
