package io.codextemporal.activities.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a patch: {@code *** Begin Patch}, hunks, {@code *** End Patch}. Pure.
 *
 * <p>Lenient where writers are often careless: white space around markers and headers, the wrapping
 * of a here-document, a first chunk without {@code @@}, blank lines between chunks, an empty line
 * for an empty line that stays. Line numbers in errors count from the first marker.
 */
final class PatchParser {
  private static final String BEGIN = "*** Begin Patch";
  private static final String END = "*** End Patch";
  private static final String ADD = "*** Add File: ";
  private static final String DELETE = "*** Delete File: ";
  private static final String UPDATE = "*** Update File: ";
  private static final String MOVE = "*** Move to: ";
  private static final String END_OF_FILE = "*** End of File";
  private static final Set<String> HEREDOC = Set.of("<<EOF", "<<'EOF'", "<<\"EOF\"");

  private final List<String> lines;
  private int at;

  private PatchParser(List<String> lines) {
    this.lines = lines;
  }

  static List<Hunk> parse(String patch) throws PatchException {
    List<String> lines = TextLines.split(Blank.trim(patch));
    String wrong = boundaries(lines);
    if (wrong != null) {
      lines = unwrapped(lines, wrong);
    }
    return new PatchParser(lines.subList(1, lines.size() - 1)).hunks();
  }

  private static List<String> unwrapped(List<String> lines, String wrong) throws PatchException {
    boolean heredoc =
        lines.size() >= 4 && HEREDOC.contains(lines.getFirst()) && lines.getLast().endsWith("EOF");
    if (!heredoc) {
      throw PatchException.patch(wrong);
    }
    List<String> inner = lines.subList(1, lines.size() - 1);
    String stillWrong = boundaries(inner);
    if (stillWrong != null) {
      throw PatchException.patch(stillWrong);
    }
    return inner;
  }

  private static @Nullable String boundaries(List<String> lines) {
    if (lines.isEmpty() || !Blank.trim(lines.getFirst()).equals(BEGIN)) {
      return "The first line of the patch must be '" + BEGIN + "'";
    }
    return lines.size() < 2 || !Blank.trim(lines.getLast()).equals(END)
        ? "The last line of the patch must be '" + END + "'"
        : null;
  }

  private List<Hunk> hunks() throws PatchException {
    List<Hunk> hunks = new ArrayList<>();
    while (at < lines.size()) {
      hunks.add(hunk());
    }
    return hunks;
  }

  private Hunk hunk() throws PatchException {
    int number = number();
    String header = Blank.trim(lines.get(at));
    if (header.startsWith(ADD)) {
      at++;
      return new Hunk.Add(header.substring(ADD.length()), added());
    }
    if (header.startsWith(DELETE)) {
      at++;
      return new Hunk.Delete(header.substring(DELETE.length()));
    }
    if (header.startsWith(UPDATE)) {
      at++;
      return update(header.substring(UPDATE.length()), number);
    }
    throw PatchException.hunk(
        number,
        "'"
            + header
            + "' is not a valid hunk header. Valid hunk headers: '*** Add File: {path}',"
            + " '*** Delete File: {path}', '*** Update File: {path}'");
  }

  private String added() {
    StringBuilder contents = new StringBuilder();
    while (at < lines.size() && lines.get(at).startsWith("+")) {
      contents.append(lines.get(at), 1, lines.get(at).length()).append('\n');
      at++;
    }
    return contents.toString();
  }

  private Hunk update(String path, int number) throws PatchException {
    String moveTo = null;
    if (at < lines.size() && Blank.trim(lines.get(at)).startsWith(MOVE)) {
      moveTo = Blank.trim(lines.get(at)).substring(MOVE.length());
      at++;
    }
    List<Chunk> chunks = new ArrayList<>();
    while (at < lines.size()) {
      String line = lines.get(at);
      if (Blank.trim(line).isEmpty()) {
        at++;
      } else if (line.startsWith("***")) {
        break;
      } else {
        ChunkReader reader = new ChunkReader(lines.subList(at, lines.size()), number());
        chunks.add(reader.read(chunks.isEmpty()));
        at += reader.consumed();
      }
    }
    if (chunks.isEmpty()) {
      throw PatchException.hunk(number, "Update file hunk for path '" + path + "' is empty");
    }
    return new Hunk.Update(path, moveTo, chunks);
  }

  /** The marker is line 1. */
  private int number() {
    return at + 2;
  }

  /** Reads one chunk from the first of these lines. */
  static final class ChunkReader {
    private final List<String> lines;
    private final int number;
    private int consumed;

    ChunkReader(List<String> lines, int number) {
      this.lines = lines;
      this.number = number;
    }

    int consumed() {
      return consumed;
    }

    Chunk read(boolean mayLackHeader) throws PatchException {
      String context = header(mayLackHeader);
      int start = consumed;
      List<PatchLine> read = new ArrayList<>();
      boolean endOfFile = false;
      while (consumed < lines.size()) {
        String line = lines.get(consumed);
        if (line.equals(END_OF_FILE)) {
          endOfFile = true;
          break;
        }
        PatchLine one = line(line);
        if (one == null) {
          break;
        }
        read.add(one);
        consumed++;
      }
      if (read.isEmpty()) {
        throw nothing(start, endOfFile);
      }
      consumed += endOfFile ? 1 : 0;
      return new Chunk(context, read, endOfFile);
    }

    private @Nullable String header(boolean mayLackHeader) throws PatchException {
      String first = lines.getFirst();
      if (first.equals("@@")) {
        consumed++;
        return null;
      }
      if (first.startsWith("@@ ")) {
        consumed++;
        return first.substring(3);
      }
      if (!mayLackHeader) {
        throw PatchException.hunk(
            number, "Expected update hunk to start with a @@ context marker, got: '" + first + "'");
      }
      return null;
    }

    private PatchException nothing(int start, boolean endOfFile) {
      return PatchException.hunk(
          number + 1,
          endOfFile || start >= lines.size()
              ? "Update hunk does not contain any lines"
              : "Unexpected line found in update hunk: '"
                  + lines.get(start)
                  + "'. Every line should start with ' ' (context line), '+' (added line), or '-'"
                  + " (removed line)");
    }

    private static @Nullable PatchLine line(String line) {
      if (line.isEmpty()) {
        return new PatchLine(PatchLine.Kind.KEPT, "");
      }
      String rest = line.substring(1);
      return switch (line.charAt(0)) {
        case ' ' -> new PatchLine(PatchLine.Kind.KEPT, rest);
        case '+' -> new PatchLine(PatchLine.Kind.ADDED, rest);
        case '-' -> new PatchLine(PatchLine.Kind.REMOVED, rest);
        default -> null;
      };
    }
  }
}
