package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a tool may touch. One that is not understood is the strictest. */
public enum SandboxMode {
  @JsonEnumDefaultValue
  @JsonProperty("read-only")
  READ_ONLY,
  @JsonProperty("workspace-write")
  WORKSPACE_WRITE,
  @JsonProperty("danger-full-access")
  DANGER_FULL_ACCESS
}
