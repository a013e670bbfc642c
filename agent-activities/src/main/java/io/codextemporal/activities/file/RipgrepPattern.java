package io.codextemporal.activities.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Says a Java pattern to ripgrep, so that every line the pattern matches is matched; more may be:
 * who asks looks at what was found once more. It is for {@code --no-unicode}, where bytes are
 * matched. Pure; one use.
 *
 * <p>What has no certain counterpart has none here: flags but {@code (?i)} at the beginning, look
 * around, back references, atomic and named groups, quotations, properties, negated class escapes
 * ({@code \W}), sets within sets, a {@code $} that is not at the end of an alternative, and escapes
 * of characters by number or name.
 */
final class RipgrepPattern {
  /** A character beyond ASCII, or what stands for bytes that are none. */
  private static final String BEYOND = "[\\x80-\\xFF]{1,4}";

  /** Where Java ends a line that ends in something else than a line feed. */
  private static final String END = "(?:\\r|\\xC2\\x85|\\xE2\\x80[\\xA8\\xA9])?\\r?$";

  private static final String NAMED = "wdst";

  private final String pattern;
  private final StringBuilder said = new StringBuilder();
  private int at;
  private int depth;

  /** Whether what was said last can be repeated. */
  private boolean repeatable;

  private RipgrepPattern(String pattern) {
    this.pattern = pattern;
  }

  /**
   * @param pattern one that Java compiles without flags
   */
  static Optional<String> of(String pattern) {
    RipgrepPattern one = new RipgrepPattern(pattern);
    try {
      one.say();
      return Optional.of(one.said.toString());
    } catch (UnsayableException e) {
      return Optional.empty();
    }
  }

  private void say() throws UnsayableException {
    if (pattern.startsWith("(?i)")) {
      said.append("(?i)");
      at = 4;
    }
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      at += Character.charCount(c);
      one(c);
    }
  }

  private void one(int c) throws UnsayableException {
    switch (c) {
      case '(' -> open();
      case ')' -> {
        depth--;
        piece(")");
      }
      case '|' -> mark("|");
      case '^' -> mark("^");
      case '$' -> end();
      case '.' -> piece("(?:[^\\x80-\\xFF\\n]|" + BEYOND + ")");
      case '[' -> set();
      case '\\' -> escape();
      case '*', '+', '?' -> repeat(Character.toString(c));
      case '{' -> count();
      default -> literal(c);
    }
  }

  private void piece(String text) {
    said.append(text);
    repeatable = true;
  }

  private void mark(String text) {
    said.append(text);
    repeatable = false;
  }

  private void open() throws UnsayableException {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?", at)) {
      throw new UnsayableException();
    }
    depth++;
    mark("(?:");
  }

  private void end() throws UnsayableException {
    boolean last = at == pattern.length() || pattern.charAt(at) == '|';
    if (!last || depth > 0) {
      throw new UnsayableException();
    }
    mark(END);
  }

  /** How greedy it is makes no difference to whether there is a match. */
  private void repeat(String times) throws UnsayableException {
    if (!repeatable) {
      throw new UnsayableException();
    }
    said.append(times);
    repeatable = false;
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
  }

  private void count() throws UnsayableException {
    int end = pattern.indexOf('}', at);
    String times = end < 0 ? "" : pattern.substring(at, end);
    if (!times.matches("[0-9]{1,3}(,[0-9]{0,3})?")) {
      throw new UnsayableException();
    }
    at = end + 1;
    repeat("{" + times + "}");
  }

  private void escape() throws UnsayableException {
    char c = pattern.charAt(at++);
    if (c == 'b' && !pattern.startsWith("{", at)) {
      mark("(?:)"); // Java knows other words than these bytes do.
    } else if (NAMED.indexOf(c) >= 0) {
      piece("\\" + c);
    } else if (punctuation(c)) {
      literal(c);
    } else {
      throw new UnsayableException();
    }
  }

  private static boolean punctuation(char c) {
    return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
  }

  private void literal(int c) throws UnsayableException {
    if (c == '\n' || c == 0xFFFD || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      throw new UnsayableException();
    }
    if (c < 0x80) {
      piece(byteOf(c));
      return;
    }
    StringBuilder bytes = new StringBuilder("(?:");
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      bytes.append(byteOf(b & 0xFF));
    }
    piece(bytes.append(')').toString());
  }

  private static String byteOf(int c) {
    return String.format("\\x%02X", c);
  }

  private void set() throws UnsayableException {
    boolean negated = pattern.startsWith("^", at);
    at += negated ? 1 : 0;
    StringBuilder members = new StringBuilder();
    do {
      members.append(member());
    } while (pattern.charAt(at) != ']');
    at++;
    piece(negated ? "(?:[^" + members + "\\x80-\\xFF\\n]|" + BEYOND + ")" : "[" + members + "]");
  }

  private String member() throws UnsayableException {
    char from = pattern.charAt(at);
    if (from == '\\' && NAMED.indexOf(pattern.charAt(at + 1)) >= 0) {
      at += 2;
      if (pattern.startsWith("-", at) && pattern.charAt(at + 1) != ']') {
        throw new UnsayableException();
      }
      return "\\" + pattern.charAt(at - 1);
    }
    char first = plain();
    if (!pattern.startsWith("-", at) || pattern.charAt(at + 1) == ']') {
      return byteOf(first);
    }
    at++;
    char last = plain();
    return byteOf(first) + "-" + byteOf(last);
  }

  /** A character of a set that means itself. */
  private char plain() throws UnsayableException {
    char c = pattern.charAt(at++);
    if (c == '\\') {
      c = pattern.charAt(at++);
      if (punctuation(c)) {
        return c;
      }
      throw new UnsayableException();
    }
    if (c >= 0x7F || c < ' ' || "[]&^".indexOf(c) >= 0) {
      throw new UnsayableException();
    }
    return c;
  }

  private static final class UnsayableException extends Exception {
    private static final long serialVersionUID = 1;

    UnsayableException() {
      super(null, null, false, false);
    }
  }
}
