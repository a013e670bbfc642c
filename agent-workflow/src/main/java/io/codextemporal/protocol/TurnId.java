package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one turn of a session: {@code turn-1}, {@code turn-2} … in the order they began. */
public record TurnId(@JsonValue String value) {
  @JsonCreator
  public TurnId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("TurnId must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
