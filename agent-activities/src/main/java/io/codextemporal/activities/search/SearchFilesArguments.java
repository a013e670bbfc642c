package io.codextemporal.activities.search;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import org.jspecify.annotations.Nullable;

/**
 * What to look for, and where.
 *
 * @param path null for the session's folder
 * @param limit most files told
 */
record SearchFilesArguments(String query, @Nullable String path, int limit) {
  private static final int MOST = 50;
  private static final int LONGEST = 1_000;

  static SearchFilesArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    String query = json.requiredText("query").strip();
    if (query.isEmpty()) {
      throw new BadArgumentsException("query must not be empty");
    }
    int limit = json.number("limit", 8);
    if (limit == 0) {
      throw new BadArgumentsException("limit must be greater than zero");
    }
    return new SearchFilesArguments(
        query.substring(0, Math.min(query.length(), LONGEST)),
        json.text("path"),
        Math.min(limit, MOST));
  }
}
