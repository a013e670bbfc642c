package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a session stands; never without one of these. */
public enum SessionState {
  WORKING,
  WAITING,
  SLEEPING,
  IDLE,
  FAILED,
  CLOSED,
  @JsonEnumDefaultValue
  UNKNOWN
}
