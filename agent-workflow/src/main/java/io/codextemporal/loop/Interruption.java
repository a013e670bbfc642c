package io.codextemporal.loop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.UserImage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: what may break into a turn between two steps. */
public interface Interruption {
  /** Who interrupted the turn, or null; stays set until the turn has ended. */
  @Nullable String requestedBy();

  /**
   * Interrupts the turn from within, as a person's {@code Interrupt} would: someone answered a
   * request with "abort". Calls that run or wait for a person end as interrupted.
   */
  void interrupt(String by);

  /** Messages that came into the running turn since last asked, oldest first. */
  List<Steering> takeSteers();

  /**
   * Sleeps on a durable timer. The {@code SleepStarted} event that says why was emitted just
   * before.
   */
  Waking sleepUntil(Instant until);

  /** Whether the run must end between two iterations so that its history stays small. */
  boolean mustContinueAsNew();

  /** A message into the running turn. */
  record Steering(
      OpId op,
      String from,
      String text,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<UserImage> images) {
    public Steering {
      images = List.copyOf(images);
    }
  }

  /** Why a sleep ended. */
  enum Waking {
    ELAPSED,
    WOKEN,
    STEERED,
    INTERRUPTED
  }
}
