package io.codextemporal.tui.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds words in rows, whatever their case, also where a break of the screen goes through them. */
public final class RowSearch {
  /**
   * A place, or the part of one that is on this row.
   *
   * @param row which of the rows
   * @param from UTF-16 units from the row's begin, with its decoration
   * @param begins false where it only goes on
   */
  public record Found(int row, int from, int to, boolean begins) {}

  /** In order; none for no words. */
  public static List<Found> in(List<Row> rows, String words) {
    List<Found> found = new ArrayList<>();
    String wanted = lower(words);
    for (int from = 0; from < rows.size() && !wanted.isEmpty(); ) {
      int to = from + 1;
      while (to < rows.size() && rows.get(to).wrapped()) {
        to++;
      }
      line(rows, from, to, wanted, found);
      from = to;
    }
    return found;
  }

  /** The rows of one line. */
  private static void line(List<Row> rows, int first, int end, String wanted, List<Found> found) {
    StringBuilder text = new StringBuilder();
    int[] begins = new int[end - first];
    for (int i = first; i < end; i++) {
      text.append(" ".repeat(i == first ? 0 : rows.get(i).swallowed()));
      begins[i - first] = text.length();
      text.append(rows.get(i).text());
    }
    String line = lower(text.toString());
    for (int at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + wanted.length())) {
      int until = at + wanted.length();
      for (int i = first; i < end; i++) {
        int begin = begins[i - first];
        int from = Math.max(at, begin);
        int to = Math.min(until, begin + rows.get(i).text().length());
        if (from < to) {
          int gutter = rows.get(i).line().plain().length() - rows.get(i).text().length();
          found.add(new Found(i, from - begin + gutter, to - begin + gutter, from == at));
        }
      }
    }
  }

  /** Character by character, so that places stay what they are. */
  public static String lower(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() == text.length()) {
      return lower;
    }
    StringBuilder one = new StringBuilder(text.length());
    text.chars().forEach(c -> one.append(Character.toLowerCase((char) c)));
    return one.toString();
  }

  private RowSearch() {}
}
