package io.codextemporal.activities.file;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;

/** Which entries of a folder; numbers are at least 1. */
record ListDirArguments(String path, int offset, int limit, int depth) {
  static ListDirArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    ListDirArguments parsed =
        new ListDirArguments(
            json.requiredText("dir_path"),
            json.number("offset", 1),
            json.number("limit", 25),
            json.number("depth", 2));
    if (parsed.offset() == 0) {
      throw new BadArgumentsException("offset must be a 1-indexed entry number");
    }
    if (parsed.limit() == 0) {
      throw new BadArgumentsException("limit must be greater than zero");
    }
    if (parsed.depth() == 0) {
      throw new BadArgumentsException("depth must be greater than zero");
    }
    return parsed;
  }
}
