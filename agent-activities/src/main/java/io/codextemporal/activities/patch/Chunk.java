package io.codextemporal.activities.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One change within a file.
 *
 * @param context a line that stands before it, or null
 * @param endOfFile whether it must match the file's last lines
 */
record Chunk(@Nullable String context, List<PatchLine> lines, boolean endOfFile) {
  Chunk {
    lines = List.copyOf(lines);
  }

  List<String> oldLines() {
    return lines.stream().filter(PatchLine::inOld).map(PatchLine::text).toList();
  }

  List<String> newLines() {
    return lines.stream().filter(PatchLine::inNew).map(PatchLine::text).toList();
  }

  /** Without a last blank old line, and without a last blank new one. */
  Chunk withoutLastBlank() {
    List<PatchLine> shorter = new ArrayList<>(lines);
    dropLast(shorter, PatchLine::inOld, PatchLine.Kind.ADDED);
    dropLast(shorter, PatchLine::inNew, PatchLine.Kind.REMOVED);
    return new Chunk(context, shorter, endOfFile);
  }

  /** A line that is also of the other side is left to that. */
  private static void dropLast(
      List<PatchLine> lines, Predicate<PatchLine> side, PatchLine.Kind otherwise) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      PatchLine line = lines.get(i);
      if (side.test(line)) {
        if (line.text().isEmpty() && line.kind() == PatchLine.Kind.KEPT) {
          lines.set(i, new PatchLine(otherwise, ""));
        } else if (line.text().isEmpty()) {
          lines.remove(i);
        }
        return;
      }
    }
  }
}
