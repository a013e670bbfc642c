package io.codextemporal.activity;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Tells what the model must know about the place it works in.
 *
 * <p>Values: always a {@link ContextReply}; a file that cannot be read is a warning in it. Retried:
 * anything else. Read-only.
 */
@ActivityInterface
public interface ContextActivities {
  @ActivityMethod(name = ActivityNames.OPEN_CONTEXT)
  ContextReply open(ContextRequest request);
}
