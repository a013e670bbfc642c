package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Style;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names of files in words. Whether there is such a file nobody asks: a name that looks like
 * one is a link that may lead nowhere, and looks like any other word. Pure.
 */
public final class BarePaths {
  /** What a style's link begins with before it is known where the path begins. */
  public static final String SCHEME = "path:";

  private static final Pattern PATH =
      Pattern.compile("(?<![\\w/.:@~-])(?:\\.{1,2}/|/)?[\\w.@+-]{1,80}(?:/[\\w.@+-]{1,80}){0,30}");

  /** The end of a name that is a file's and no number's. */
  private static final Pattern FILE = Pattern.compile(".*[\\w-]\\.[A-Za-z][A-Za-z0-9]{0,9}");

  private static final Pattern HOST = Pattern.compile("[\\w-]+(\\.[\\w-]+)*\\.[a-z]{2,}");

  /** Begin and end of the next path at or after {@code from}; empty when there is none. */
  static int[] next(String text, int from) {
    if (text.indexOf('/', from) < 0) {
      return new int[0];
    }
    Matcher matcher = PATH.matcher(text);
    for (int at = from; matcher.find(at); at = Math.max(matcher.end(), at + 1)) {
      int end = matcher.end();
      while (end > matcher.start() && text.charAt(end - 1) == '.') {
        end--;
      }
      String path = text.substring(matcher.start(), end);
      if (path.indexOf('/') >= 0 && isFile(path)) {
        return new int[] {matcher.start(), end};
      }
    }
    return new int[0];
  }

  /** The style of inline code that is a file's name, with or without a line behind it. */
  static Style linked(String code, Style style) {
    String path = code.replaceFirst("(:\\d+)+(-\\d+)?$", "");
    boolean whole = PATH.matcher(path).matches() && isFile(path);
    return whole ? style.linked(SCHEME + path) : style;
  }

  private static boolean isFile(String path) {
    int slash = path.indexOf('/');
    boolean absolute = slash == 0;
    if (slash > 0 && !path.startsWith(".") && HOST.matcher(path.substring(0, slash)).matches()) {
      return false;
    }
    return FILE.matcher(path).matches() || absolute && path.indexOf('/', 1) > 0;
  }

  private BarePaths() {}
}
