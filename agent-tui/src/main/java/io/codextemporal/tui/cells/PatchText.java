package io.codextemporal.tui.cells;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.wire.WireJson;

/** The patch in a call's arguments: free text, or the {@code input} of a JSON object. */
final class PatchText {
  static String of(String arguments) {
    if (!arguments.stripLeading().startsWith("{")) {
      return body(arguments);
    }
    try {
      JsonNode input = WireJson.mapper().readTree(arguments).path("input");
      return body(input.isTextual() ? input.asText() : arguments);
    } catch (JsonProcessingException e) {
      // Arguments are cut to what an event may hold: a long patch is no whole JSON any more.
      return body(arguments.replace("\\n", "\n"));
    }
  }

  private static String body(String patch) {
    StringBuilder body = new StringBuilder();
    patch
        .lines()
        .filter(line -> !line.startsWith("*** Begin Patch") && !line.startsWith("*** End Patch"))
        .forEach(line -> body.append(line).append('\n'));
    return body.toString();
  }

  private PatchText() {}
}
