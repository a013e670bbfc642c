package io.codextemporal.activities.file;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code list_dir}: a folder's entries by name, those of its folders below them. Thread-safe. */
public final class ListDirTool implements Tool {
  public static final String NAME = "list_dir";

  /** Most entries of one folder that are looked at. */
  private static final int MOST_IN_FOLDER = 100_000;

  private final Places places;
  private final Ceiling ceiling;

  public ListDirTool(Places places, Ceiling ceiling) {
    this.places = places;
    this.ceiling = ceiling;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, BadArgumentsException {
    ListDirArguments arguments = ListDirArguments.parse(run.call().arguments());
    ReadBounds bounds = new ReadBounds(places, run.session(), run.settings().sandbox(), ceiling);
    try {
      Path path = FileAnswer.path(run, arguments.path());
      List<String> lines = new ArrayList<>(List.of("Absolute path: " + path.normalize()));
      lines.addAll(lines(bounds.check(path), arguments, bounds));
      return FileAnswer.text(String.join("\n", lines));
    } catch (IOException e) {
      return FileAnswer.failed("failed to read directory: " + SystemError.of(e));
    }
  }

  static List<String> lines(Path folder, ListDirArguments arguments, ReadBounds bounds)
      throws IOException, InterruptedException, BadArgumentsException {
    Listing listing = new Listing(arguments, bounds);
    listing.add(folder, 0);
    if (listing.seen > 0 && listing.lines.isEmpty()) {
      throw new BadArgumentsException("offset exceeds directory entry count");
    }
    if (listing.more) {
      listing.lines.add("More than " + arguments.limit() + " entries found");
    }
    return listing.lines;
  }

  private static final class Listing {
    private final ListDirArguments arguments;
    private final ReadBounds bounds;
    private final List<String> lines = new ArrayList<>();
    private int seen;
    private boolean more;

    Listing(ListDirArguments arguments, ReadBounds bounds) {
      this.arguments = arguments;
      this.bounds = bounds;
    }

    void add(Path folder, int level) throws IOException, InterruptedException {
      for (Path entry : entries(folder)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (lines.size() >= arguments.limit()) {
          more = true;
          return;
        }
        String mark = mark(entry);
        seen++;
        if (seen >= arguments.offset()) {
          lines.add("  ".repeat(level) + FileLines.cut(entry.getFileName().toString()) + mark);
        }
        if (mark.equals("/") && level + 1 < arguments.depth() && bounds.permit(entry)) {
          addBelow(entry, level + 1);
        }
      }
    }

    /** A folder that cannot be read is listed without what is in it. */
    private void addBelow(Path folder, int level) throws InterruptedException {
      try {
        add(folder, level);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        entries.add(entry);
        if (entries.size() >= MOST_IN_FOLDER) {
          break;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
    return entries;
  }

  private static String mark(Path entry) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        return "@";
      }
      return attributes.isDirectory() ? "/" : attributes.isRegularFile() ? "" : "?";
    } catch (IOException e) {
      return "?";
    }
  }
}
