package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one operation; made by the client that sends it, so that a repeated send counts once. */
public record OpId(@JsonValue String value) {
  @JsonCreator
  public OpId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("OpId must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
