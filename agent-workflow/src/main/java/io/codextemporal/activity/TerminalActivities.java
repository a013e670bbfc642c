package io.codextemporal.activity;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Waits for the end of a command that was left running, for days if need be. Values: {@link
 * TerminalEnd}. Final: {@link FailureType#ELSEWHERE}. Changes nothing: a session may ask again and
 * again. Heartbeats a {@link io.codextemporal.protocol.StreamBeat} of subject {@code terminal} with
 * the end of the output.
 */
@ActivityInterface
public interface TerminalActivities {
  @ActivityMethod(name = ActivityNames.WATCH_TERMINAL)
  TerminalEnd watch(TerminalWatch request);
}
