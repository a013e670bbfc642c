package io.codextemporal.tui.terminal;

import java.util.Optional;

/**
 * A block of rows that moved: the rows from {@code top} to {@code bottom}, both inclusive, of the
 * old screen shift by {@code lines}, up when positive.
 */
record Scroll(int top, int bottom, int lines) {
  private static final int WORTH_IT = 3;

  /**
   * The shift that puts the most rows in place, given a hash of each row before and after; empty
   * when none saves at least a few rows. Pure.
   */
  static Optional<Scroll> find(int[] before, int[] after) {
    Scroll best = new Scroll(0, 0, 0);
    int bestGain = WORTH_IT - 1;
    int rows = Math.min(before.length, after.length);
    for (int lines = -(rows - 1); lines < rows; lines++) {
      if (lines == 0) {
        continue;
      }
      int run = 0;
      int gain = 0;
      for (int row = 0; row <= rows; row++) {
        int source = row + lines;
        boolean same = row < rows && source >= 0 && source < rows && after[row] == before[source];
        if (same) {
          run++;
          gain += after[row] == before[row] ? 0 : 1;
        } else {
          if (gain > bestGain) {
            bestGain = gain;
            best = block(row - run, row - 1, lines);
          }
          run = 0;
          gain = 0;
        }
      }
    }
    return best.lines() == 0 ? Optional.empty() : Optional.of(best);
  }

  /** The region that must scroll so that the rows {@code first} to {@code last} arrive there. */
  private static Scroll block(int first, int last, int lines) {
    return lines > 0
        ? new Scroll(first, last + lines, lines)
        : new Scroll(first + lines, last, lines);
  }
}
