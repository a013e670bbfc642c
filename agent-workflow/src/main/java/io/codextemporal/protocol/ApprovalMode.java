package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** When to ask a person. One that is not understood asks for everything. */
public enum ApprovalMode {
  @JsonProperty("untrusted")
  UNTRUSTED,
  @JsonProperty("on-request")
  ON_REQUEST,
  @JsonProperty("never")
  NEVER,
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
