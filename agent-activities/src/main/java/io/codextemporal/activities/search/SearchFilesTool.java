package io.codextemporal.activities.search;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.file.PlainFile;
import io.codextemporal.activities.file.ReadBounds;
import io.codextemporal.activities.file.SystemError;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code search_files}: the files that fit some words best, and where in them. Thread-safe. */
public final class SearchFilesTool implements Tool {
  public static final String NAME = "search_files";

  /** How long to wait for files that are yet to be taken in. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** Of the best files some may be out of bounds, or gone. */
  private static final int SPARE = 20;

  private final Places places;
  private final Ceiling ceiling;
  private final SearchIndexes indexes;

  public SearchFilesTool(Places places, Ceiling ceiling, SearchIndexes indexes) {
    this.places = places;
    this.ceiling = ceiling;
    this.indexes = indexes;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, BadArgumentsException {
    SearchFilesArguments arguments = SearchFilesArguments.parse(run.call().arguments());
    ReadBounds bounds = new ReadBounds(places, run.session(), run.settings().sandbox(), ceiling);
    String named = arguments.path() == null ? "" : arguments.path();
    try {
      Path cwd = bounds.check(Path.of(run.settings().cwd()));
      Path where = bounds.check(cwd.resolve(named));
      if (!Files.exists(where)) {
        return failed("unable to access `" + where + "`: " + SystemError.NO_FILE);
      }
      Path root = root(cwd, where);
      return answer(root, where, arguments, bounds);
    } catch (IOException e) {
      return failed("unable to search `" + named + "`: " + SystemError.of(e));
    } catch (InvalidPathException e) {
      return failed("`" + named + "` is no path");
    }
  }

  /** The session's folder has one index, for whatever part of it is looked at. */
  private static Path root(Path cwd, Path where) {
    if (where.startsWith(cwd)) {
      return cwd;
    }
    Path parent = where.getParent();
    return Files.isDirectory(where) || parent == null ? where : parent;
  }

  private ToolOutcome answer(
      Path root, Path where, SearchFilesArguments arguments, ReadBounds bounds)
      throws IOException, InterruptedException {
    String below = root.relativize(where).toString();
    SearchIndexes.Answer answer =
        indexes.search(root, arguments.query(), below, arguments.limit() + SPARE, PATIENCE);
    List<String> told = new ArrayList<>();
    Words words = new Words();
    for (WordIndex.Hit hit : answer.found().hits()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Path path = root.resolve(hit.path());
      if (told.size() < arguments.limit() && bounds.permit(path)) {
        tell(hit, path, answer.found(), words, told);
      }
    }
    String text = told.isEmpty() ? "No matches found." : String.join("\n", told);
    return new ToolOutcome.Completed(text + unfinished(answer), 0, true, null, 0, null, null);
  }

  /** A file that went meanwhile is passed over; a link that came instead is not followed. */
  private static void tell(
      WordIndex.Hit hit, Path path, WordIndex.Found found, Words words, List<String> told)
      throws InterruptedException {
    try {
      Excerpt excerpt = Excerpt.of(FileText.textOf(path), found.weights(), words);
      StringBuilder entry = new StringBuilder(hit.path());
      entry.append(':').append(excerpt.line());
      entry.append(String.format(Locale.ROOT, " (score %.1f)", hit.score()));
      excerpt.shown().forEach(line -> entry.append("\n  ").append(line));
      told.add(entry.toString());
    } catch (ClosedByInterruptException e) {
      throw PlainFile.brokenOff(e);
    } catch (IOException e) {
      return;
    }
  }

  private static String unfinished(SearchIndexes.Answer answer) {
    return answer.left() == 0
        ? ""
        : "\n\nThe index is still being made: "
            + answer.size()
            + " files were searched, at least "
            + answer.left()
            + " are left. Search again for a whole answer.";
  }

  private static ToolOutcome failed(String why) {
    return new ToolOutcome.Completed(why, 0, false, null, 0, null, null);
  }
}
