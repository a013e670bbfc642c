package io.codextemporal.activities.image;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;

/** Which image. */
record ViewImageArguments(String path) {
  static ViewImageArguments parse(String arguments) throws BadArgumentsException {
    return new ViewImageArguments(JsonArguments.parse(arguments).requiredText("path"));
  }
}
