package io.codextemporal.tool;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a second attempt of a tool may do. One that is not understood has effects. */
public enum RetryClass {
  /** Part of the loop itself: never an activity. */
  IN_LOOP,
  /** Reads only: run again at will. */
  READ_ONLY,
  /** Twice is as once. */
  IDEMPOTENT,
  /** The journal decides. */
  @JsonEnumDefaultValue
  EFFECTS
}
