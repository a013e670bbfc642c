package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Columns;
import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import java.util.ArrayList;
import java.util.List;

/** One line of a printing terminal, with the place where the next character goes. Mutable. */
final class PrintedLine {
  private static final int TAB = 8;

  /** Nothing moves further right than this, whatever it asks. */
  private static final int FARTHEST = 1_000;

  private final List<String> clusters = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();
  private int at;

  /** The column of {@code at}; -1 when it must be measured anew. */
  private int column;

  void write(String text, Style style) {
    for (String cluster : Columns.clusters(text)) {
      if (at < clusters.size()) {
        clusters.set(at, cluster);
        styles.set(at, style);
      } else {
        clusters.add(cluster);
        styles.add(style);
      }
      at++;
      column = column < 0 ? column : column + Columns.clusterWidth(cluster);
    }
  }

  void home() {
    at = 0;
    column = 0;
  }

  void back(int places) {
    at = Math.max(0, at - Math.max(0, places));
    column = -1;
  }

  /** Over what stands there; into the empty beyond the end. */
  void forward(int places, Style style) {
    int target = Math.max(at, (int) Math.min(FARTHEST, (long) at + places));
    while (at < target) {
      if (at < clusters.size()) {
        at++;
        column = -1;
      } else {
        write(" ", style);
      }
    }
  }

  void tab(Style style) {
    if (column < 0) {
      column = 0;
      for (int i = Math.max(0, at - FARTHEST); i < at; i++) {
        column += Columns.clusterWidth(clusters.get(i));
      }
    }
    int spaces = TAB - column % TAB;
    if (at < clusters.size()) {
      forward(spaces, style);
    } else {
      write(" ".repeat(spaces), style);
    }
  }

  /** 0 from here to the end, 1 from the begin to here, 2 all. */
  void erase(int what) {
    if (what == 1) {
      for (int i = 0; i <= at && i < clusters.size(); i++) {
        clusters.set(i, " ");
      }
      return;
    }
    int from = what == 2 ? 0 : Math.min(at, clusters.size());
    clusters.subList(from, clusters.size()).clear();
    styles.subList(from, styles.size()).clear();
    int target = at;
    at = Math.min(at, clusters.size());
    column = -1;
    forward(target - at, Style.PLAIN);
  }

  /** What stands there now, without the blanks at its end. */
  Line line() {
    int end = clusters.size();
    while (end > 0 && clusters.get(end - 1).equals(" ") && isInvisible(styles.get(end - 1))) {
      end--;
    }
    List<Span> spans = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < end; i++) {
      text.append(clusters.get(i));
      if (i + 1 == end || !styles.get(i + 1).equals(styles.get(i))) {
        spans.add(new Span(text.toString(), styles.get(i)));
        text.setLength(0);
      }
    }
    return new Line(spans);
  }

  private static boolean isInvisible(Style style) {
    return style.background() == Style.PLAIN.background()
        && !style.has(Style.REVERSE)
        && !style.has(Style.UNDERLINE);
  }
}
