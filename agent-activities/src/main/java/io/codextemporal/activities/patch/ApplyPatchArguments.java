package io.codextemporal.activities.patch;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import io.codextemporal.tool.ToolCall;

/** The patch of a call: all of a free text, or the {@code input} of JSON arguments. */
record ApplyPatchArguments(String patch) {
  static ApplyPatchArguments of(ToolCall call) throws BadArgumentsException {
    return new ApplyPatchArguments(
        call.custom()
            ? call.arguments()
            : JsonArguments.parse(call.arguments()).requiredText("input"));
  }
}
