package io.codextemporal.activities.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The facts about patches, read from their file. */
final class PatchCases {
  private static final JsonNode ALL = load();

  static Stream<JsonNode> of(String section) {
    JsonNode cases = ALL.path(section).path("cases");
    return StreamSupport.stream(cases.spliterator(), false);
  }

  static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(one -> strings.add(one.asText()));
    return strings;
  }

  private static JsonNode load() {
    try (InputStream in = PatchCases.class.getResourceAsStream("/cases/apply_patch.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PatchCases() {}
}
