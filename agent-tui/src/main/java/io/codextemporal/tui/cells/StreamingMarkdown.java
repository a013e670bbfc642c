package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Markdown that still grows: what is final is laid out once and kept, and so are the lines of a
 * fence that is still open and those of a long paragraph. What it gives are the rows of the text so
 * far; only marks that are still open may look otherwise when they close. Used by one thread.
 */
final class StreamingMarkdown {
  /** A paragraph longer than this is frozen line by line. */
  private static final int LONG = 1_500;

  private String frozen = "";
  private List<Row> rows = new ArrayList<>();

  /** Whether the next thing goes on with the paragraph that was frozen last. */
  private boolean continues;

  private int columns;
  private Theme theme = Theme.PLAIN;
  private @Nullable OpenCode code;

  /** The rows of a text; quick when it is the one of before with more at its end. */
  List<Row> rows(String text, int width, Theme look) {
    if (width != columns || look != theme || !text.startsWith(frozen)) {
      columns = width;
      theme = look;
      frozen = "";
      rows = new ArrayList<>();
      continues = false;
      code = null;
    }
    freeze(text, FreezingPoint.in(text, frozen.length()), false);
    String rest = text.substring(frozen.length());
    List<Row> open = openCode(rest);
    if (open != null) {
      return joined(open);
    }
    int safe = rest.length() > LONG ? plainLines(rest) : 0;
    if (safe > 0) {
      freeze(text, frozen.length() + safe, true);
      rest = text.substring(frozen.length());
    }
    return joined(rest.isBlank() ? List.of() : Markdown.rows(rest, columns, theme));
  }

  private void freeze(String text, int to, boolean goesOn) {
    if (to > frozen.length()) {
      String piece = text.substring(frozen.length(), to);
      rows = joined(Markdown.rows(piece, columns, theme));
      continues = goesOn;
      frozen = text.substring(0, to);
      code = null;
    }
  }

  private List<Row> joined(List<Row> more) {
    List<Row> all = new ArrayList<>(rows.size() + more.size() + 1);
    all.addAll(rows);
    if (!rows.isEmpty() && !more.isEmpty() && !continues) {
      all.add(Row.BLANK);
    }
    all.addAll(more);
    return all;
  }

  /** The rows of a fence that is still open; null when the rest is none. */
  private @Nullable List<Row> openCode(String rest) {
    int first = rest.indexOf('\n');
    if (first < 0 || continues) {
      return null;
    }
    OpenCode known = code;
    if (known == null) {
      Optional<Fence> fence = Fence.of(rest.substring(0, first)).filter(at -> at.indent() == 0);
      if (fence.isEmpty()) {
        return null;
      }
      known = new OpenCode(fence.get(), first + 1);
      code = known;
    }
    return known.rows(rest);
  }

  /** A fence of which no end is known, as a closed one is final and frozen. */
  private final class OpenCode {
    private final Fence fence;
    private final List<Row> done = new ArrayList<>();
    private final Highlighter highlighter;
    private int at;

    OpenCode(Fence fence, int from) {
      this.fence = fence;
      this.at = from;
      this.highlighter = new Highlighter(fence.info(), theme);
    }

    List<Row> rows(String rest) {
      for (int end = rest.indexOf('\n', at); end >= 0; end = rest.indexOf('\n', at)) {
        done.addAll(Markdown.codeLine(highlighter.next(rest.substring(at, end)), columns));
        at = end + 1;
      }
      String last = rest.substring(at);
      if (isMarkOnly(last)) {
        return done;
      }
      // The line that is being written must not change what the lexer knows.
      List<Row> all = new ArrayList<>(done);
      all.addAll(Markdown.codeLine(highlighter.peek(last), columns));
      return all;
    }

    /** Nothing yet, or what will be the fence's end. */
    private boolean isMarkOnly(String last) {
      return last.chars().allMatch(c -> c == fence.mark());
    }
  }

  /** How much of a paragraph's text ends a line and leaves no mark open. */
  private static int plainLines(String rest) {
    int safe = 0;
    int[] marks = new int[5];
    int lineBegin = 0;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      switch (c) {
        case '`' -> marks[0] ^= 1;
        case '*' -> marks[1] ^= 1;
        case '_', '~' -> marks[2] ^= 1;
        case '[', '<' -> marks[3]++;
        case ']', '>' -> marks[3]--;
        case '|', '\\' -> marks[4]++;
        case '\n' -> {
          if (i + 1 >= rest.length() || i == lineBegin || !beginsWord(rest, lineBegin)) {
            return safe;
          }
          if (marks[0] + marks[1] + marks[2] == 0 && marks[3] == 0 && marks[4] == 0) {
            safe = beginsWord(rest, i + 1) ? i + 1 : safe;
          }
          lineBegin = i + 1;
        }
        default -> {
          // No mark.
        }
      }
    }
    return safe;
  }

  private static boolean beginsWord(String text, int at) {
    return Character.isLetter(text.charAt(at));
  }
}
