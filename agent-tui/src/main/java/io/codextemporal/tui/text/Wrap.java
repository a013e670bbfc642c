package io.codextemporal.tui.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks a line into rows no wider than asked: at spaces, between wide characters, and inside any
 * other word only when it is wider than a row. Every character of the line is in exactly one row,
 * but for the spaces a break swallows. Linear.
 */
public final class Wrap {
  /**
   * A row of a broken line.
   *
   * @param swallowed how many spaces of the line stood between the row before and this one
   */
  public record Part(Line line, int swallowed) {}

  /** At least one row, also for an empty line. {@code columns} is at least 2. */
  public static List<Line> wrap(Line line, int columns) {
    return parts(line, columns, columns).stream().map(Part::line).toList();
  }

  /** As {@link #wrap} with another width for the rows after the first, and what the breaks took. */
  public static List<Part> parts(Line line, int first, int rest) {
    if (fits(line, first)) {
      return List.of(new Part(line, 0));
    }
    Clusters clusters = new Clusters(line);
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int swallowed = 0;
    while (from < clusters.size() || parts.isEmpty()) {
      int end = clusters.rowEnd(from, parts.isEmpty() ? first : rest);
      parts.add(new Part(clusters.slice(from, end), swallowed));
      from = end;
      while (from < clusters.size() && clusters.isSpace(from)) {
        from++;
      }
      swallowed = from - end;
    }
    return parts;
  }

  private static boolean fits(Line line, int columns) {
    int width = 0;
    for (Span span : line.spans()) {
      width += Columns.width(span.text());
    }
    return width <= columns;
  }

  /** A line cut into grapheme clusters; each span by itself. */
  private static final class Clusters {
    /** What may not begin a row in scripts that break anywhere. */
    private static final String CLOSING = "、。，．！？：；）」』】〉》”’…,.!?:;)]}";

    private final Line line;
    private final int[] ends;
    private final byte[] widths;
    private final String text;
    private int size;

    /** The first span that is not wholly before the next row, and where it begins. */
    private int span;

    private int spanBegin;

    Clusters(Line line) {
      this.line = line;
      this.text = line.plain();
      this.ends = new int[text.length()];
      this.widths = new byte[text.length()];
      int at = 0;
      for (Span span : line.spans()) {
        for (String cluster : Columns.clusters(span.text())) {
          at += cluster.length();
          ends[size] = at;
          widths[size++] = (byte) Columns.clusterWidth(cluster);
        }
      }
    }

    int size() {
      return size;
    }

    private int begin(int cluster) {
      return cluster == 0 ? 0 : ends[cluster - 1];
    }

    boolean isSpace(int cluster) {
      return text.charAt(begin(cluster)) == ' ' && ends[cluster] - begin(cluster) == 1;
    }

    /** Where the row that begins at {@code from} ends, exclusive. */
    int rowEnd(int from, int columns) {
      int used = 0;
      int lastBreak = -1;
      boolean word = false;
      for (int i = from; i < size; i++) {
        boolean space = isSpace(i);
        if (word && (space || isBreak(i))) {
          lastBreak = i;
        }
        used += widths[i];
        if (used > columns) {
          return space ? i : lastBreak > from ? lastBreak : Math.max(i, from + 1);
        }
        word |= !space;
      }
      return size;
    }

    /** Whether a row may begin at {@code cluster} though no space stands before it. */
    private boolean isBreak(int cluster) {
      return (widths[cluster] == 2 || widths[cluster - 1] == 2)
          && CLOSING.indexOf(text.charAt(begin(cluster))) < 0;
    }

    /** Rows are cut one after the other, so that the spans are gone through once. */
    Line slice(int fromCluster, int toCluster) {
      int from = begin(fromCluster);
      int to = toCluster == 0 ? 0 : ends[toCluster - 1];
      List<Span> spans = new ArrayList<>();
      while (span < line.spans().size() && spanBegin < to) {
        Span here = line.spans().get(span);
        int spanEnd = spanBegin + here.text().length();
        int begin = Math.max(from, spanBegin);
        int end = Math.min(to, spanEnd);
        if (begin < end) {
          String part = here.text().substring(begin - spanBegin, end - spanBegin);
          spans.add(new Span(part, here.style()));
        }
        if (spanEnd > to) {
          break;
        }
        span++;
        spanBegin = spanEnd;
      }
      return new Line(spans);
    }
  }

  private Wrap() {}
}
