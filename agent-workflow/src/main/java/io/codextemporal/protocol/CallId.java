package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a tool call, as the model named it (made unique by the session where the model repeats
 * one).
 */
public record CallId(@JsonValue String value) {
  @JsonCreator
  public CallId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("CallId must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
