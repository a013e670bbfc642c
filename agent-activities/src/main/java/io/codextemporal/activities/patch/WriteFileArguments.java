package io.codextemporal.activities.patch;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;

/** A file and all it shall hold. */
record WriteFileArguments(String path, String content) {
  static WriteFileArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    return new WriteFileArguments(json.requiredText("path"), json.requiredText("content"));
  }
}
