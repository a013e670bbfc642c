package io.codextemporal.policy;

/**
 * Reads the words of a rules file one by one: names, texts, whole numbers and the marks between
 * them. Comments and gaps are passed over. Linear.
 */
final class RulesLexer {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    MARK,
    END
  }

  /**
   * @param text a text without its quotes and escapes; a mark's one character
   */
  record Token(Kind kind, String text, int line) {
    boolean is(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }
  }

  private final String file;
  private final String source;
  private int at;
  private int line = 1;

  RulesLexer(String file, String source) {
    this.file = file;
    this.source = source;
  }

  Token next() throws RulesException {
    skip();
    if (at >= source.length()) {
      return new Token(Kind.END, "end of file", line);
    }
    char c = source.charAt(at);
    if (c == '"' || c == '\'') {
      return text(false);
    }
    if ((c == 'r' || c == 'R') && at + 1 < source.length() && isQuote(source.charAt(at + 1))) {
      at++;
      return text(true);
    }
    if (Character.isLetterOrDigit(c) || c == '_' || c == '-' && digitFollows()) {
      return word(c);
    }
    at++;
    return new Token(Kind.MARK, String.valueOf(c), line);
  }

  RulesException error(int where, String what) {
    return new RulesException(file, where, what);
  }

  private void skip() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#') {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        return;
      }
    }
  }

  private Token word(char first) {
    int begin = at++;
    while (at < source.length()
        && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
      at++;
    }
    boolean number = Character.isDigit(first) || first == '-';
    return new Token(number ? Kind.NUMBER : Kind.NAME, source.substring(begin, at), line);
  }

  private boolean digitFollows() {
    return at + 1 < source.length() && Character.isDigit(source.charAt(at + 1));
  }

  private Token text(boolean raw) throws RulesException {
    int begin = line;
    String one = source.substring(at, at + 1);
    boolean triple = source.startsWith(one.repeat(3), at);
    String end = triple ? one.repeat(3) : one;
    at += end.length();
    StringBuilder text = new StringBuilder();
    while (!source.startsWith(end, at)) {
      if (at >= source.length() || source.charAt(at) == '\n' && !triple) {
        throw error(begin, "a text does not end");
      }
      char c = source.charAt(at);
      if (c == '\\') {
        escape(raw, text);
      } else {
        line += c == '\n' ? 1 : 0;
        text.append(c);
        at++;
      }
    }
    at += end.length();
    return new Token(Kind.TEXT, text.toString(), begin);
  }

  private void escape(boolean raw, StringBuilder text) throws RulesException {
    if (at + 1 >= source.length()) {
      throw error(line, "a text does not end");
    }
    char c = source.charAt(at + 1);
    line += c == '\n' ? 1 : 0;
    at += 2;
    if (raw) {
      text.append('\\').append(c);
      return;
    }
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'a' -> text.append('\007');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'v' -> text.append('\013');
      case '\\', '\'', '"' -> text.append(c);
      case '\n' -> {}
      case 'x' -> code(2, text);
      case 'u' -> code(4, text);
      case 'U' -> code(8, text);
      default -> throw error(line, "unknown escape \\" + c);
    }
  }

  private void code(int digits, StringBuilder text) throws RulesException {
    try {
      text.appendCodePoint(Integer.parseUnsignedInt(source.substring(at, at + digits), 16));
      at += digits;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw error(line, "an escape is no character");
    }
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
