package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Colours code by its words, strings, numbers and comments. A lexer, not a parser: quick, and wrong
 * where only a parser could be right. Linear.
 */
final class Highlighter {
  /**
   * What a family of languages has. {@code block} is its long comment's begin and end, or empty.
   */
  private record Language(Set<String> words, String line, String block, String quotes) {}

  private static final Language C =
      new Language(
          words(
              "abstract as assert async await boolean break byte case catch char class const"
                  + " continue default defer delete do double else enum export extends false final"
                  + " finally float fn for from func function go goto if impl implements import in"
                  + " instanceof int interface let long map match mod mut new nil null package"
                  + " permits private protected pub public range record return sealed self short"
                  + " static struct super switch this throw throws trait true try type typeof"
                  + " undefined union unsafe use var void volatile where while yield"),
          "//",
          "/*",
          "\"'`");
  private static final Language SCRIPT =
      new Language(
          words(
              "and as assert async await break case class continue def del do done elif else esac"
                  + " except export False fi finally for from function global if import in is lambda"
                  + " local None nonlocal not or pass raise return set then True try unset until"
                  + " while with yield true false null"),
          "#",
          "",
          "\"'");
  private static final Language SQL =
      new Language(
          words(
              "select from where insert into values update set delete create table index drop"
                  + " alter join left right inner outer on group by order having limit as and or"
                  + " not null primary key distinct union"),
          "--",
          "/*",
          "'\"");
  private static final Language DATA = new Language(words("true false null"), "#", "", "\"'");
  private static final Map<String, Language> BY_NAME =
      Map.ofEntries(
          Map.entry("py", SCRIPT),
          Map.entry("python", SCRIPT),
          Map.entry("sh", SCRIPT),
          Map.entry("bash", SCRIPT),
          Map.entry("zsh", SCRIPT),
          Map.entry("shell", SCRIPT),
          Map.entry("ruby", SCRIPT),
          Map.entry("sql", SQL),
          Map.entry("json", DATA),
          Map.entry("yaml", DATA),
          Map.entry("yml", DATA),
          Map.entry("toml", DATA));
  private static final Set<String> C_LIKE =
      words(
          "java js javascript ts typescript tsx jsx go rust rs c cpp c++ h cs csharp kotlin kt"
              + " swift scala php");

  /** The lines of {@code code}; {@code info} is what stands behind the fence. */
  static List<Line> lines(String code, String info, Theme theme) {
    String name = info.strip().split("[ ,{]", 2)[0].toLowerCase(Locale.ROOT);
    List<Line> lines = new ArrayList<>();
    if (name.equals("diff") || name.equals("patch")) {
      for (String line : code.split("\n", -1)) {
        lines.add(Line.of(new Span(Sanitizer.clean(line), theme.style(diff(line)))));
      }
      return lines;
    }
    Language language = C_LIKE.contains(name) ? C : BY_NAME.get(name);
    boolean inBlock = false;
    for (String raw : code.split("\n", -1)) {
      String line = Sanitizer.clean(raw);
      if (language == null) {
        lines.add(Line.of(new Span(line, theme.style(Role.CODE))));
        continue;
      }
      List<Span> spans = new ArrayList<>();
      inBlock = new Highlighter(language, theme, line, spans).read(inBlock);
      lines.add(new Line(spans));
    }
    return lines;
  }

  static Role diff(String line) {
    return line.startsWith("+") && !line.startsWith("+++")
        ? Role.ADDED
        : line.startsWith("-") && !line.startsWith("---")
            ? Role.REMOVED
            : line.startsWith("@@") ? Role.ACCENT : Role.TEXT;
  }

  private final Language language;
  private final Theme theme;
  private final String line;
  private final List<Span> spans;
  private int at;
  private int plainFrom;

  private Highlighter(Language language, Theme theme, String line, List<Span> spans) {
    this.language = language;
    this.theme = theme;
    this.line = line;
    this.spans = spans;
  }

  /** Whether the line ends inside a long comment. */
  private boolean read(boolean inBlock) {
    boolean block = inBlock && !blockEnds(0);
    if (block) {
      return true;
    }
    while (at < line.length()) {
      char c = line.charAt(at);
      if (line.startsWith(language.line(), at) && isCommentHere()) {
        take(line.length(), Role.COMMENT);
      } else if (!language.block().isEmpty() && line.startsWith(language.block(), at)) {
        plain();
        if (!blockEnds(at + 2)) {
          return true;
        }
      } else if (language.quotes().indexOf(c) >= 0) {
        take(stringEnd(c), Role.STRING);
      } else if (Character.isDigit(c)) {
        take(wordEnd(), Role.NUMBER);
      } else if (Character.isLetter(c) || c == '_') {
        int end = wordEnd();
        String word = line.substring(at, end);
        if (language.words().contains(language == SQL ? word.toLowerCase(Locale.ROOT) : word)) {
          take(end, Role.KEYWORD);
        } else {
          at = end;
        }
      } else {
        at++;
      }
    }
    plain();
    return false;
  }

  /** A hash inside a word begins no comment. */
  private boolean isCommentHere() {
    return !language.line().equals("#") || at == 0 || Character.isWhitespace(line.charAt(at - 1));
  }

  /** Colours from here to the comment's end; false when it does not end on this line. */
  private boolean blockEnds(int from) {
    int end = line.indexOf("*/", from);
    int to = end < 0 ? line.length() : end + 2;
    add(at, to, theme.style(Role.COMMENT));
    at = to;
    plainFrom = to;
    return end >= 0;
  }

  private int stringEnd(char quote) {
    int end = at + 1;
    while (end < line.length() && line.charAt(end) != quote) {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(line.length(), end + 1);
  }

  private int wordEnd() {
    int end = at;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
      end++;
    }
    return Math.max(end, at + 1);
  }

  private void take(int to, Role role) {
    plain();
    add(at, to, theme.style(role));
    at = to;
    plainFrom = to;
  }

  private void plain() {
    add(plainFrom, at, theme.style(Role.CODE));
    plainFrom = at;
  }

  private void add(int from, int to, Style style) {
    if (to > from) {
      spans.add(new Span(line.substring(from, to), style));
    }
  }

  private static Set<String> words(String list) {
    return Set.of(list.split(" "));
  }
}
