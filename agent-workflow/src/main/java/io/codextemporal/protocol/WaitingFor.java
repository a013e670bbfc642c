package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a waiting or sleeping session waits for. */
public enum WaitingFor {
  APPROVAL,
  ANSWER,
  WORKER,
  RATE_LIMIT,
  MODEL,
  LOGIN,
  @JsonEnumDefaultValue
  UNKNOWN
}
