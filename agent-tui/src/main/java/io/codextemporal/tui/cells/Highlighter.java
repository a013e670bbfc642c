package io.codextemporal.tui.cells;

import io.codextemporal.tui.cells.Language.Trait;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Colours code by its words, strings, numbers and comments, one line after the other. A lexer, not
 * a parser: quick, and wrong where only a parser could be right. Linear. Mutable: it remembers what
 * the line before left open.
 */
final class Highlighter {
  private static final String BLOCK_END = "*/";

  private final @Nullable Language language;
  private final boolean diff;
  private final Theme theme;

  /** What ends that which the line before left open; empty when nothing is. */
  private String open = "";

  private Role openRole = Role.COMMENT;
  private String line = "";
  private List<Span> spans = new ArrayList<>();
  private int at;
  private int plainFrom;

  /** {@code info} is what stands behind a fence, or a file's extension. */
  Highlighter(String info, Theme theme) {
    String name = info.strip().toLowerCase(Locale.ROOT);
    this.diff = name.startsWith("diff") || name.startsWith("patch");
    this.language = Language.named(info).orElse(null);
    this.theme = theme;
  }

  static List<Line> lines(String code, String info, Theme theme) {
    Highlighter highlighter = new Highlighter(info, theme);
    List<Line> lines = new ArrayList<>();
    for (String line : code.split("\n", -1)) {
      lines.add(highlighter.next(line));
    }
    return lines;
  }

  /** The next line, without its line break. */
  Line next(String raw) {
    String clean = Sanitizer.clean(raw);
    if (clean.isEmpty()) {
      return Line.EMPTY;
    }
    if (diff) {
      return Line.of(new Span(clean, theme.style(ofDiff(clean))));
    }
    if (language == null) {
      return Line.of(new Span(clean, theme.style(Role.CODE)));
    }
    line = clean;
    spans = new ArrayList<>();
    at = 0;
    plainFrom = 0;
    read(language);
    return new Line(spans);
  }

  /** As {@link #next} for a line that may not be whole: nothing is remembered of it. */
  Line peek(String raw) {
    String before = open;
    Role role = openRole;
    Line peeked = next(raw);
    open = before;
    openRole = role;
    return peeked;
  }

  private static Role ofDiff(String line) {
    boolean file = line.startsWith("+++") || line.startsWith("---");
    return switch (line.charAt(0)) {
      case '+' -> file ? Role.TITLE : Role.ADDED;
      case '-' -> file ? Role.TITLE : Role.REMOVED;
      case '@' -> Role.ACCENT;
      default -> Role.TEXT;
    };
  }

  private void read(Language of) {
    while (at < line.length()) {
      char c = line.charAt(at);
      if (!open.isEmpty()) {
        close();
      } else if (beginsComment(of)) {
        take(line.length(), Role.COMMENT);
      } else if (of.traits().contains(Trait.BLOCK_COMMENT) && line.startsWith("/*", at)) {
        open(BLOCK_END, 2, Role.COMMENT);
      } else if (beginsTriple(of, c)) {
        open(String.valueOf(c).repeat(3), 3, Role.STRING);
      } else if (of.quotes().indexOf(c) >= 0) {
        int end = stringEnd(c);
        take(end, isName(of, end) ? Role.ACCENT : Role.STRING);
      } else if (c == '\'' && of.traits().contains(Trait.CHARACTER)) {
        take(characterEnd(), Role.STRING);
      } else if (c == '$' && of.traits().contains(Trait.VARIABLES)) {
        take(variableEnd(), Role.ACCENT);
      } else if (Character.isDigit(c)) {
        take(numberEnd(), Role.NUMBER);
      } else if (Character.isLetter(c) || c == '_') {
        word(of);
      } else {
        at++;
      }
    }
    plain();
  }

  private void word(Language of) {
    int end = wordEnd();
    String word = line.substring(at, end);
    boolean any = of.traits().contains(Trait.ANY_CASE);
    if (isName(of, end)) {
      take(end, Role.ACCENT);
    } else if (of.words().contains(any ? word.toLowerCase(Locale.ROOT) : word)) {
      take(end, Role.KEYWORD);
    } else {
      at = end;
    }
  }

  /** A hash inside a word begins no comment. */
  private boolean beginsComment(Language of) {
    return !of.line().isEmpty()
        && line.startsWith(of.line(), at)
        && (!of.line().equals("#") || at == 0 || Character.isWhitespace(line.charAt(at - 1)));
  }

  private boolean beginsTriple(Language of, char c) {
    return of.traits().contains(Trait.TRIPLE_QUOTE)
        && of.quotes().indexOf(c) >= 0
        && at + 2 < line.length()
        && line.charAt(at + 1) == c
        && line.charAt(at + 2) == c;
  }

  private boolean isName(Language of, int end) {
    if (!of.traits().contains(Trait.NAMES)) {
      return false;
    }
    int next = end;
    while (next < line.length() && line.charAt(next) == ' ') {
      next++;
    }
    return next < line.length() && (line.charAt(next) == ':' || line.charAt(next) == '=');
  }

  private void open(String end, int length, Role role) {
    plain();
    plainFrom = at;
    open = end;
    openRole = role;
    at += length;
    close();
  }

  /** Takes up to where what is open ends, or the whole rest. */
  private void close() {
    int end = line.indexOf(open, at);
    int from = plainFrom;
    at = end < 0 ? line.length() : end + open.length();
    add(from, at, openRole);
    plainFrom = at;
    open = end < 0 ? open : "";
  }

  private int stringEnd(char quote) {
    int end = at + 1;
    while (end < line.length() && line.charAt(end) != quote) {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(line.length(), end + 1);
  }

  /** A character such as {@code 'x'} or {@code '\n'}; else only the quote. */
  private int characterEnd() {
    int end =
        line.indexOf('\'', at + 1 < line.length() && line.charAt(at + 1) == '\\' ? at + 3 : at + 2);
    return end > 0 && end - at <= 9 && line.substring(at + 1, end).indexOf(' ', 1) < 0
        ? end + 1
        : at + 1;
  }

  private int variableEnd() {
    int end = at + 1;
    if (end < line.length() && line.charAt(end) == '{') {
      int close = line.indexOf('}', end);
      return close < 0 ? line.length() : close + 1;
    }
    while (end < line.length() && isWord(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private int numberEnd() {
    int end = at;
    while (end < line.length() && (isWord(line.charAt(end)) || line.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  private int wordEnd() {
    int end = at;
    while (end < line.length() && isWord(line.charAt(end))) {
      end++;
    }
    return Math.max(end, at + 1);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void take(int to, Role role) {
    plain();
    add(at, to, role);
    at = to;
    plainFrom = to;
  }

  private void plain() {
    add(plainFrom, at, Role.CODE);
    plainFrom = at;
  }

  private void add(int from, int to, Role role) {
    if (to > from) {
      spans.add(new Span(line.substring(from, to), theme.style(role)));
    }
  }
}
