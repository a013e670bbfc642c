package io.codextemporal.activities.web;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;

/** What to look for on the web. */
record WebSearchArguments(String query) {
  private static final int LONGEST = 400;

  static WebSearchArguments parse(String arguments) throws BadArgumentsException {
    String query = JsonArguments.parse(arguments).requiredText("query").strip();
    if (query.isEmpty()) {
      throw new BadArgumentsException("query must not be empty");
    }
    if (query.length() > LONGEST) {
      throw new BadArgumentsException("query must not be longer than " + LONGEST + " characters");
    }
    return new WebSearchArguments(query);
  }
}
