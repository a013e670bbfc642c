package io.codextemporal.activities.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.protocol.Terminal;
import org.jspecify.annotations.Nullable;

/** The place of a command that was left running: {@code terminal 1000}. */
final class TerminalPlace {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** That which the arguments of a call name, or null. */
  static @Nullable String of(String arguments) {
    try {
      JsonNode json = JSON.readTree(arguments);
      JsonNode number = json == null ? JSON.missingNode() : json.path("session_id");
      return number.isNumber() ? Terminal.placeOf(number.intValue()) : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private TerminalPlace() {}
}
