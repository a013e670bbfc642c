package io.codextemporal.tui.cells;

import java.util.List;

/**
 * What a patch does to one file.
 *
 * @param movedTo where the file goes; empty when it stays
 * @param lines in order; empty for one that is deleted unseen
 */
record FilePatch(Deed deed, String path, String movedTo, List<Changed> lines) {
  FilePatch {
    lines = List.copyOf(lines);
  }

  /** What is done to the file as a whole. */
  enum Deed {
    ADDED,
    DELETED,
    EDITED
  }

  /** One line of it. */
  enum Kind {
    ADDED,
    REMOVED,
    CONTEXT,
    /** Lines are left out here; the text says where one is, or nothing. */
    GAP,
    /** A sentence about the file, as of a binary one. */
    REMARK
  }

  /**
   * A line of the patch.
   *
   * @param number in the file as it was for removed lines, as it will be for others; 0 when the
   *     patch does not tell
   */
  record Changed(Kind kind, int number, String text) {}

  long added() {
    return lines.stream().filter(line -> line.kind() == Kind.ADDED).count();
  }

  long removed() {
    return lines.stream().filter(line -> line.kind() == Kind.REMOVED).count();
  }

  String counts() {
    return "(+" + added() + " -" + removed() + ")";
  }
}
