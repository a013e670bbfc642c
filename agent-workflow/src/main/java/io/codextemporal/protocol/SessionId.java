package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a session; it is also its Temporal workflow id, its thread id and its prompt cache key. */
public record SessionId(@JsonValue String value) {
  @JsonCreator
  public SessionId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("SessionId must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
