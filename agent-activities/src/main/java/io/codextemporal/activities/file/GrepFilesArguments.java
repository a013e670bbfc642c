package io.codextemporal.activities.file;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What to look for, and in which files.
 *
 * @param path null for the session's folder
 * @param limit most files told
 */
record GrepFilesArguments(
    Pattern pattern, Optional<PathMatcher> include, @Nullable String path, int limit) {
  private static final int MOST = 2_000;

  static GrepFilesArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    String pattern = json.requiredText("pattern").strip();
    if (pattern.isEmpty()) {
      throw new BadArgumentsException("pattern must not be empty");
    }
    int limit = json.number("limit", 100);
    if (limit == 0) {
      throw new BadArgumentsException("limit must be greater than zero");
    }
    String include = json.text("include", "").strip();
    return new GrepFilesArguments(
        compiled(pattern),
        include.isEmpty() ? Optional.empty() : Optional.of(glob(include)),
        json.text("path"),
        Math.min(limit, MOST));
  }

  private static Pattern compiled(String pattern) throws BadArgumentsException {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new BadArgumentsException(
          "the pattern is no regular expression: " + e.getDescription());
    }
  }

  /** A glob without a slash is for names in any folder. */
  private static PathMatcher glob(String include) throws BadArgumentsException {
    String glob = include.startsWith("/") ? include.substring(1) : include;
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return glob.contains("/") ? matcher : path -> matcher.matches(path.getFileName());
    } catch (IllegalArgumentException e) {
      throw new BadArgumentsException("`include` is no glob: " + e.getMessage());
    }
  }
}
