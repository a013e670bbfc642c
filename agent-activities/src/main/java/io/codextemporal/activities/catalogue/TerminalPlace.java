package io.codextemporal.activities.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The place of a command that was left running: {@code terminal 1000}. */
public final class TerminalPlace {
  private static final String PREFIX = "terminal ";
  private static final ObjectMapper JSON = new ObjectMapper();

  public static String of(int number) {
    return PREFIX + number;
  }

  /** The number in a place of this kind; empty for another. */
  public static OptionalInt number(String place) {
    String digits = place.startsWith(PREFIX) ? place.substring(PREFIX.length()) : "";
    return digits.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }

  /** That which the arguments of a call name, or null. */
  static @Nullable String of(String arguments) {
    try {
      JsonNode json = JSON.readTree(arguments);
      JsonNode number = json == null ? JSON.missingNode() : json.path("session_id");
      return number.isNumber() ? of(number.intValue()) : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private TerminalPlace() {}
}
