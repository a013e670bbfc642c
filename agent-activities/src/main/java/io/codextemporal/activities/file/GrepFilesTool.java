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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code grep_files}: which files hold a line that matches, those changed last first. Files that
 * git ignores, hidden ones, binary ones and links are left out. Thread-safe.
 */
public final class GrepFilesTool implements Tool {
  public static final String NAME = "grep_files";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LARGEST = 20_000_000;
  private static final int LOOKED_AT = 8_192;

  private final Places places;
  private final Ceiling ceiling;
  private final WorkspaceFiles files;

  public GrepFilesTool(Places places, Ceiling ceiling, WorkspaceFiles files) {
    this.places = places;
    this.ceiling = ceiling;
    this.files = files;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, BadArgumentsException {
    GrepFilesArguments arguments = GrepFilesArguments.parse(run.call().arguments());
    ReadBounds bounds = new ReadBounds(places, run.session(), run.settings().sandbox(), ceiling);
    String named = arguments.path() == null ? "" : arguments.path();
    Path real;
    try {
      real = bounds.check(FileAnswer.path(run, named));
      if (!Files.exists(real)) {
        return FileAnswer.failed("unable to access `" + real + "`: " + SystemError.NO_FILE);
      }
    } catch (IOException e) {
      return FileAnswer.failed("unable to access `" + named + "`: " + SystemError.of(e));
    }
    LineFinder finder = new LineFinder(arguments.pattern(), System.nanoTime() + PATIENCE.toNanos());
    List<Found> found = search(real, arguments, bounds, finder);
    if (finder.late()) {
      return FileAnswer.failed(
          "grep_files timed out after "
              + PATIENCE.toSeconds()
              + " seconds; give a narrower path or a simpler pattern");
    }
    return FileAnswer.text(found.isEmpty() ? "No matches found." : told(found, arguments.limit()));
  }

  private static String told(List<Found> found, int limit) {
    found.sort(Comparator.comparing(Found::changed).reversed().thenComparing(Found::path));
    return String.join(
        "\n", found.stream().limit(limit).map(one -> one.path().toString()).toList());
  }

  private List<Found> search(
      Path real, GrepFilesArguments arguments, ReadBounds bounds, LineFinder finder)
      throws InterruptedException {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(real)) {
      look(real, bounds, finder, found);
      return found;
    }
    for (String name : files.below(real)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Path relative = Path.of(name);
      boolean wanted =
          !hidden(relative)
              && (arguments.include().isEmpty() || arguments.include().get().matches(relative));
      if (wanted && !finder.late()) {
        look(real.resolve(relative), bounds, finder, found);
      }
    }
    return found;
  }

  private static boolean hidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** A file that cannot be read is passed over. */
  private static void look(Path path, ReadBounds bounds, LineFinder finder, List<Found> found)
      throws InterruptedException {
    if (!bounds.permit(path) || Files.isSymbolicLink(path)) {
      return;
    }
    try (PlainFile file = PlainFile.open(path);
        InputStream in = file.stream()) {
      byte[] bytes = file.size() > LARGEST ? new byte[0] : in.readNBytes(LARGEST);
      if (!binary(bytes) && finder.in(new String(bytes, StandardCharsets.UTF_8))) {
        found.add(new Found(path, Files.getLastModifiedTime(path)));
      }
    } catch (IOException e) {
      return;
    }
  }

  private static boolean binary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private record Found(Path path, FileTime changed) {}
}
