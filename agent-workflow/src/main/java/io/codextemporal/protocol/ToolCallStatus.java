package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a tool call ended. */
public enum ToolCallStatus {
  COMPLETED,
  FAILED,
  DECLINED,
  ABORTED,
  OUTCOME_UNKNOWN,
  @JsonEnumDefaultValue
  UNKNOWN
}
