package io.codextemporal.activities.file;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code read_file}: numbered lines of a text file. Thread-safe; bounded whatever the file is. */
public final class ReadFileTool implements Tool {
  public static final String NAME = "read_file";

  /** Of a slice; more than any reader gets. */
  private static final int MOST_CHARACTERS = 1_000_000;

  /** A block is looked for only in a file that fits into memory. */
  private static final long LARGEST_FOR_BLOCKS = 16_000_000;

  private static final int LOOKED_AT = 8_192;

  private final Places places;
  private final Ceiling ceiling;

  public ReadFileTool(Places places, Ceiling ceiling) {
    this.places = places;
    this.ceiling = ceiling;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, BadArgumentsException {
    ReadFileArguments arguments = ReadFileArguments.parse(run.call().arguments());
    ReadBounds bounds = new ReadBounds(places, run.session(), run.settings().sandbox(), ceiling);
    try {
      Path path = FileAnswer.path(run, arguments.path());
      if (binary(bounds.check(path))) {
        return FileAnswer.failed(
            "`" + path + "` is a binary file; look at it with a command that understands it");
      }
      return FileAnswer.text(String.join("\n", lines(bounds.check(path), arguments)));
    } catch (ClosedByInterruptException e) {
      throw PlainFile.brokenOff(e);
    } catch (IOException e) {
      return FileAnswer.failed("failed to read file: " + SystemError.of(e));
    }
  }

  private static boolean binary(Path real) throws IOException {
    try (PlainFile file = PlainFile.open(real);
        InputStream in = file.stream()) {
      byte[] begin = in.readNBytes(LOOKED_AT);
      for (byte b : begin) {
        if (b == 0) {
          return true;
        }
      }
      return false;
    }
  }

  static List<String> lines(Path real, ReadFileArguments arguments)
      throws IOException, InterruptedException, BadArgumentsException {
    try (PlainFile file = PlainFile.open(real);
        InputStream in = file.stream()) {
      FileLines lines = new FileLines(in);
      return arguments.block().isEmpty()
          ? slice(lines, arguments)
          : block(file.size(), lines, arguments, arguments.block().get());
    }
  }

  private static List<String> slice(FileLines lines, ReadFileArguments arguments)
      throws IOException, InterruptedException, BadArgumentsException {
    for (int number = 1; number < arguments.offset(); number++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!lines.skip()) {
        throw new BadArgumentsException("offset exceeds file length");
      }
    }
    List<String> shown = new ArrayList<>();
    long characters = 0;
    while (shown.size() < arguments.limit() && characters < MOST_CHARACTERS) {
      String line = lines.next();
      if (line == null) {
        break;
      }
      shown.add("L" + (arguments.offset() + shown.size()) + ": " + line);
      characters += line.length();
    }
    if (shown.isEmpty()) {
      throw new BadArgumentsException("offset exceeds file length");
    }
    return shown;
  }

  private static List<String> block(
      long size, FileLines lines, ReadFileArguments arguments, ReadFileArguments.Block block)
      throws IOException, BadArgumentsException {
    if (size > LARGEST_FOR_BLOCKS) {
      throw new IOException("the file is too large for mode indentation; read a slice of it");
    }
    List<String> all = new ArrayList<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    if (block.anchor() > all.size()) {
      throw new BadArgumentsException("anchor_line exceeds file length");
    }
    return IndentedBlock.around(all, block, arguments.limit()).stream()
        .map(number -> "L" + number + ": " + all.get(number - 1))
        .toList();
  }
}
