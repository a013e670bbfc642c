package io.codextemporal.activities.repl;

import java.util.List;

/**
 * How a cell ended; what it printed stands in a file beside this.
 *
 * @param ok whether it came to its end without an error
 * @param opening what the model reads before the output; empty when there is nothing to say
 * @param closing what it reads after it; likewise
 * @param images data URLs
 */
record CellResult(boolean ok, String opening, String closing, long millis, List<String> images) {
  CellResult {
    images = List.copyOf(images);
  }

  /** A cell that never ran. */
  static CellResult notRun(String why) {
    return new CellResult(false, why, "", 0, List.of());
  }
}
