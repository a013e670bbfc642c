package io.codextemporal.activities.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Fits the chunks of an update into a file. Pure.
 *
 * <p>The search only moves forward. Lines that stay keep their endings; new ones end like the
 * file's first line. A chunk without old lines goes to the end.
 */
final class Chunks {
  private final String path;
  private final TextLines file;
  private final LineSearch search;
  private final List<Edit> edits = new ArrayList<>();
  private int cursor;
  private int floor;

  private Chunks(String path, TextLines file) {
    this.path = path;
    this.file = file;
    this.search = new LineSearch(file.texts());
  }

  /** What becomes of the file, and by which edits. */
  record Fitted(TextLines result, List<Edit> edits) {}

  static Fitted fit(String path, TextLines file, List<Chunk> chunks) throws PatchException {
    Chunks fitting = new Chunks(path, file);
    for (Chunk chunk : chunks) {
      fitting.place(chunk);
    }
    List<Edit> ordered = fitting.edits.stream().sorted(Comparator.comparingInt(Edit::at)).toList();
    return new Fitted(apply(file, ordered), ordered);
  }

  private void place(Chunk chunk) throws PatchException {
    String context = chunk.context();
    if (context != null) {
      OptionalInt found = search.find(List.of(context), cursor);
      if (found.isEmpty()) {
        throw new PatchException("Failed to find context '" + context + "' in " + path);
      }
      cursor = found.getAsInt() + 1;
    }
    List<String> old = chunk.oldLines();
    if (old.isEmpty()) {
      append(chunk);
      return;
    }
    Chunk fitting = chunk;
    OptionalInt found = find(chunk);
    if (found.isEmpty() && old.getLast().isEmpty()) {
      fitting = chunk.withoutLastBlank();
      found = find(fitting);
    }
    if (found.isEmpty()) {
      throw new PatchException(
          "Failed to find expected lines in " + path + ":\n" + String.join("\n", old));
    }
    replace(found.getAsInt(), fitting);
    cursor = found.getAsInt() + fitting.oldLines().size();
    floor = cursor;
  }

  private OptionalInt find(Chunk chunk) {
    List<String> old = chunk.oldLines();
    return chunk.endOfFile() ? search.findAtEnd(old, floor) : search.find(old, cursor);
  }

  /** At the end, before a last blank line. */
  private void append(Chunk chunk) {
    List<TextLines.Line> lines = file.lines();
    boolean blankEnd = !lines.isEmpty() && lines.getLast().text().isEmpty();
    int at = blankEnd && lines.size() - 1 >= floor ? lines.size() - 1 : lines.size();
    edits.add(new Edit(at, 0, chunk.newLines().stream().map(this::fresh).toList()));
  }

  private TextLines.Line fresh(String text) {
    return new TextLines.Line(text, file.ending());
  }

  /** One edit for each run of lines that change. */
  private void replace(int place, Chunk chunk) {
    int at = place;
    int removed = 0;
    List<TextLines.Line> added = new ArrayList<>();
    for (PatchLine line : chunk.lines()) {
      TextLines.Line old = line.inOld() ? file.lines().get(at + removed) : fresh("");
      if (line.kind() == PatchLine.Kind.KEPT && old.text().equals(line.text())) {
        flush(at, removed, added);
        at += removed + 1;
        removed = 0;
        added.clear();
        continue;
      }
      removed += line.inOld() ? 1 : 0;
      if (line.inNew()) {
        added.add(
            line.inOld() ? new TextLines.Line(line.text(), old.ending()) : fresh(line.text()));
      }
    }
    flush(at, removed, added);
  }

  private void flush(int at, int removed, List<TextLines.Line> added) {
    if (removed > 0 || !added.isEmpty()) {
      edits.add(new Edit(at, removed, added));
    }
  }

  private static TextLines apply(TextLines file, List<Edit> edits) {
    List<TextLines.Line> result = new ArrayList<>();
    int at = 0;
    for (Edit edit : edits) {
      while (at < edit.at()) {
        result.add(file.lines().get(at++));
      }
      result.addAll(edit.added());
      at = Math.max(at, edit.at() + edit.removed());
    }
    result.addAll(file.lines().subList(at, file.lines().size()));
    return new TextLines(ended(result, file.ending()), file.bom());
  }

  /** A line without an ending may stand in the middle now. */
  private static List<TextLines.Line> ended(List<TextLines.Line> lines, String ending) {
    return lines.stream()
        .map(line -> line.ending().isEmpty() ? new TextLines.Line(line.text(), ending) : line)
        .toList();
  }
}
