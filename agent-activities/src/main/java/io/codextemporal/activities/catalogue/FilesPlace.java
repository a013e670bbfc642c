package io.codextemporal.activities.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.patch.PatchInvocation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place of calls that change files by a patch or as a whole; nobody holds it. */
final class FilesPlace {
  static final String NAME = "files";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern HINT = Pattern.compile("apply_?patch");

  /** That of a command which is a typed patch; null for every other. */
  static @Nullable String ofCommand(String arguments) {
    if (!HINT.matcher(arguments).find()) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(arguments);
      String script = json == null ? "" : json.path("cmd").asText();
      return PatchInvocation.ofScript(script).isPresent() ? NAME : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private FilesPlace() {}
}
