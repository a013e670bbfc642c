package io.codextemporal.activity;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Ends what lives in one worker: the processes are gone when it returns. Values: {@link
 * PlaceFreed}. Final: {@link FailureType#ELSEWHERE}, when another worker holds it and lives.
 * Idempotent.
 */
@ActivityInterface
public interface PlaceActivities {
  @ActivityMethod(name = ActivityNames.FREE_PLACE)
  PlaceFreed free(PlaceFree request);
}
