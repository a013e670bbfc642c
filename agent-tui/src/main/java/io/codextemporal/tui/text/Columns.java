package io.codextemporal.tui.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures text in terminal columns, grapheme cluster by cluster. The only class that does: on a
 * render path {@code String.length()} means nothing.
 *
 * <p>A cluster is 0 (nothing but marks), 1 or 2 columns wide, as terminals draw it: East Asian wide
 * and full-width characters, emoji presentation and flags take two.
 */
public final class Columns {
  // First and last code point of every run of wide characters, ascending (Unicode 14, W and F).
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3,
    0x25fd, 0x25fe, 0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1,
    0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea,
    0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b,
    0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e,
    0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfad9,
    0xfe10, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18cd5, 0x18d00, 0x18d08, 0x1aff0,
    0x1b122, 0x1b150, 0x1b2fb, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191,
    0x1f19a, 0x1f200, 0x1f265, 0x1f300, 0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e,
    0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8,
    0x1f43e, 0x1f440, 0x1f440, 0x1f442, 0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550,
    0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680,
    0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4,
    0x1f6fc, 0x1f7e0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70,
    0x1faff, 0x20000, 0x3fffd
  };
  private static final String[] ASCII = ascii();
  private static final int EMOJI_SELECTOR = 0xfe0f;
  private static final int SARA_AM = 0x0e33;
  private static final int LAO_AM = 0x0eb3;

  /** Columns that {@code text} takes. */
  public static int width(String text) {
    if (isAscii(text)) {
      return text.length();
    }
    int width = 0;
    for (String cluster : clusters(text)) {
      width += clusterWidth(cluster);
    }
    return width;
  }

  /** The grapheme clusters of {@code text}, in order. */
  public static List<String> clusters(String text) {
    List<String> clusters = new ArrayList<>(text.length());
    if (isSimple(text)) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        clusters.add(c < ASCII.length ? ASCII[c] : String.valueOf(c));
      }
      return clusters;
    }
    BreakIterator iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
    iterator.setText(text);
    int start = iterator.first();
    for (int end = iterator.next(); end != BreakIterator.DONE; start = end, end = iterator.next()) {
      clusters.add(text.substring(start, end));
    }
    return clusters;
  }

  /** 0, 1 or 2. */
  public static int clusterWidth(String cluster) {
    if (cluster.length() == 1 && cluster.charAt(0) >= ' ' && cluster.charAt(0) <= '~') {
      return 1;
    }
    int width = 0;
    boolean flag = false;
    for (int i = 0; i < cluster.length(); i += Character.charCount(cluster.codePointAt(i))) {
      int point = cluster.codePointAt(i);
      if (isWide(point) && !isMark(point) || point == EMOJI_SELECTOR && width == 1) {
        return 2;
      }
      boolean indicator = point >= 0x1f1e6 && point <= 0x1f1ff;
      if (indicator && flag) {
        return 2;
      }
      flag = indicator;
      if (!isMark(point)) {
        width = Math.min(2, width + (width == 0 || point == SARA_AM || point == LAO_AM ? 1 : 0));
      }
    }
    return width;
  }

  /** As much of {@code text} as fits, from the start; the rest is replaced by an ellipsis. */
  public static String fit(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    return columns < 1 ? "" : head(text, columns - 1) + "…";
  }

  /** As {@link #fit}, with the ellipsis in the middle: both ends of a path say something. */
  public static String fitMiddle(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    if (columns < 3) {
      return fit(text, columns);
    }
    int tail = (columns - 1) / 2;
    List<String> clusters = clusters(text);
    int from = clusters.size();
    for (int used = 0; from > 0; from--) {
      used += clusterWidth(clusters.get(from - 1));
      if (used > tail) {
        break;
      }
    }
    return head(text, columns - 1 - tail)
        + "…"
        + String.join("", clusters.subList(from, clusters.size()));
  }

  private static String head(String text, int columns) {
    StringBuilder head = new StringBuilder();
    int used = 0;
    for (String cluster : clusters(text)) {
      used += clusterWidth(cluster);
      if (used > columns) {
        break;
      }
      head.append(cluster);
    }
    return head.toString();
  }

  private static boolean isWide(int point) {
    if (point < WIDE[0]) {
      return false;
    }
    int at = Arrays.binarySearch(WIDE, point);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  private static boolean isMark(int point) {
    if (point == SARA_AM || point == LAO_AM) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT,
          Character.CONTROL ->
          true;
      default -> false;
    };
  }

  /** Whether every character is a cluster of its own, whatever stands beside it. */
  private static boolean isSimple(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean simple =
          c >= ' ' && c <= '~'
              || c >= 0xae && c < 0x300
              || c >= 0x2010 && c <= 0x2027
              || c >= 0x2030 && c <= 0x205e
              || c >= 0x2190 && c <= 0x2bff
              || c >= 0x3041 && c <= 0x3096
              || c >= 0x30a1 && c <= 0x30fa
              || c >= 0x4e00 && c <= 0x9fff
              || c >= 0xac00 && c <= 0xd7a3;
      if (!simple) {
        return false;
      }
    }
    return true;
  }

  private static String[] ascii() {
    String[] ascii = new String[0x7f];
    for (char c = 0; c < ascii.length; c++) {
      ascii[c] = String.valueOf(c);
    }
    return ascii;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private Columns() {}
}
