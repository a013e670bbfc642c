package io.codextemporal.activities.patch;

/** A line of a chunk, without its sign and its line ending. */
record PatchLine(Kind kind, String text) {
  enum Kind {
    KEPT,
    ADDED,
    REMOVED
  }

  boolean inOld() {
    return kind != Kind.ADDED;
  }

  boolean inNew() {
    return kind != Kind.REMOVED;
  }
}
