package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a turn failed, for programs; the sentence beside it is for people. */
public enum ErrorKind {
  RATE_LIMITED,
  OUTAGE,
  UNAUTHORIZED,
  QUOTA_EXCEEDED,
  CONTEXT_TOO_LONG,
  CONTENT_FILTERED,
  BAD_REQUEST,
  MODEL_NOT_FOUND,
  INCOMPLETE,
  NEEDS_APPROVAL,
  REPEATED_CALLS,
  REPEATED_DENIALS,
  MAX_ITERATIONS,
  CONFIGURATION,
  INTERNAL,
  @JsonEnumDefaultValue
  UNKNOWN
}
