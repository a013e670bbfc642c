package io.codextemporal.tui.cells;

import java.util.List;

/** What can be scrolled through: blocks of rows, each laid out only when it is asked for. */
public interface Blocks {
  int size();

  List<Row> rows(int index);

  /**
   * Whether the block can hold these words, told without laying it out; true when that is not
   * known.
   *
   * @param lower in lower case
   */
  boolean mayHold(int index, String lower);

  /** A text that is laid out already. */
  static Blocks of(List<Row> rows) {
    return new Blocks() {
      @Override
      public int size() {
        return 1;
      }

      @Override
      public List<Row> rows(int index) {
        return rows;
      }

      @Override
      public boolean mayHold(int index, String lower) {
        return true;
      }
    };
  }
}
