package io.codextemporal.tui.cells;

import io.codextemporal.protocol.FileChange;
import java.util.List;

/**
 * What a patch does to one file.
 *
 * @param movedTo where the file goes; empty when it stays
 * @param added how many lines are new
 * @param removed how many lines are gone
 * @param lines in order; empty for one that is deleted unseen, or where they are not known
 */
record FilePatch(
    Deed deed, String path, String movedTo, int added, int removed, List<Changed> lines) {
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

  /** One of which all lines are known. */
  static FilePatch of(Deed deed, String path, String movedTo, List<Changed> lines) {
    return new FilePatch(
        deed, path, movedTo, count(lines, Kind.ADDED), count(lines, Kind.REMOVED), lines);
  }

  /** What a call did to a file, as its end tells. */
  static FilePatch of(FileChange change) {
    String movedTo = change.movedTo();
    List<FilePatch> read = PatchReader.read(change.diff());
    Deed deed =
        switch (change.kind()) {
          case "add" -> Deed.ADDED;
          case "delete" -> Deed.DELETED;
          default -> Deed.EDITED;
        };
    return new FilePatch(
        deed,
        change.path(),
        movedTo == null ? "" : movedTo,
        change.added(),
        change.removed(),
        read.isEmpty() ? List.of() : read.getFirst().lines());
  }

  private static int count(List<Changed> lines, Kind kind) {
    return (int) lines.stream().filter(line -> line.kind() == kind).count();
  }

  /** The same with its last lines alone. */
  FilePatch ending(int most) {
    return new FilePatch(
        deed,
        path,
        movedTo,
        added,
        removed,
        lines.subList(Math.max(0, lines.size() - most), lines.size()));
  }

  String counts() {
    return "(+" + added() + " -" + removed() + ")";
  }
}
