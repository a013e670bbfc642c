package io.codextemporal.activities.journal;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param exitCode as the shell counts: 128 + N for signal N; null when nobody saw it
 * @param millis from its start to its end
 * @param limits which limits of its control groups it ran into, as people read them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ended(
    Cause cause, @Nullable Integer exitCode, long millis, @Nullable List<String> limits) {
  public Ended {
    limits = limits == null ? List.of() : List.copyOf(limits);
  }

  /** An end that ran into no limit of a control group. */
  public Ended(Cause cause, @Nullable Integer exitCode, long millis) {
    this(cause, exitCode, millis, List.of());
  }

  /** Who ended it. */
  public enum Cause {
    /** It ended by itself, or something outside ended it. */
    EXITED,
    /** The user interrupted. */
    INTERRUPTED,
    TIMED_OUT,
    /** It wrote more than is kept. */
    OUTPUT_LIMIT,
    /** An operator stopped the worker and its commands. */
    WORKER_STOPPED,
    /** The worker that held its terminal died. */
    WORKER_LOST,
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
