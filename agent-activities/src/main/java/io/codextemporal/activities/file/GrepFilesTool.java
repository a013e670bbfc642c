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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final Ripgrep ripgrep;

  /**
   * @param own this process's environment
   */
  public GrepFilesTool(
      Places places, Ceiling ceiling, WorkspaceFiles files, Map<String, String> own) {
    this.ripgrep = new Ripgrep(own);
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
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Found> candidates = candidates(real, arguments, bounds, deadline);
    LineFinder finder = new LineFinder(arguments.pattern(), deadline);
    List<String> found = new ArrayList<>();
    for (Found one : candidates) {
      if (found.size() == arguments.limit()) {
        break;
      }
      if (finder.late()) {
        return FileAnswer.failed(
            "grep_files timed out after "
                + PATIENCE.toSeconds()
                + " seconds; give a narrower path or a simpler pattern");
      }
      if (matches(one.path(), finder)) {
        found.add(one.path().toString());
      }
    }
    return FileAnswer.text(found.isEmpty() ? "No matches found." : String.join("\n", found));
  }

  /** The files to look into, those changed last first. */
  private List<Found> candidates(
      Path real, GrepFilesArguments arguments, ReadBounds bounds, long deadline)
      throws InterruptedException {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(real)) {
      plain(real).ifPresent(found::add);
      return found;
    }
    for (String name : files.below(real)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Path relative = Path.of(name);
      boolean wanted =
          !hidden(relative)
              && (arguments.include().isEmpty() || arguments.include().get().matches(relative))
              && bounds.permit(real.resolve(relative));
      if (wanted) {
        plain(real.resolve(relative)).ifPresent(found::add);
      }
    }
    List<String> names = found.stream().map(one -> real.relativize(one.path()).toString()).toList();
    Set<String> left = ripgrep.mayMatch(real, names, arguments.pattern(), deadline);
    found.removeIf(one -> !left.contains(real.relativize(one.path()).toString()));
    found.sort(Comparator.comparing(Found::changed).reversed().thenComparing(Found::path));
    return found;
  }

  private static Optional<Found> plain(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean read =
          attributes.isRegularFile() && attributes.size() <= LARGEST && Files.isReadable(path);
      return read ? Optional.of(new Found(path, attributes.lastModifiedTime())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // It went meanwhile.
    }
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
  private static boolean matches(Path path, LineFinder finder) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try (PlainFile file = PlainFile.open(path);
        InputStream in = file.stream()) {
      byte[] bytes = file.size() > LARGEST ? new byte[0] : in.readNBytes(LARGEST);
      return !binary(bytes) && finder.in(new String(bytes, StandardCharsets.UTF_8));
    } catch (ClosedByInterruptException e) {
      throw PlainFile.brokenOff(e);
    } catch (IOException e) {
      return false;
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
