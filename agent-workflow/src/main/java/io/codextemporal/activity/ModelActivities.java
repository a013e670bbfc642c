package io.codextemporal.activity;

import io.codextemporal.conversation.ModelReply;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Asks the model.
 *
 * <p>Values: {@link ModelReply.Answered}, {@link ModelReply.Later} (a wait longer than a few
 * seconds, or retries used up), {@link ModelReply.Failed}. Retried by Temporal ({@link
 * FailureType#TRANSIENT} with its next retry delay): short rate limits, 5xx, a stream that breaks.
 * Heartbeats a {@link io.codextemporal.protocol.StreamBeat} from entry on.
 */
@ActivityInterface
public interface ModelActivities {
  @ActivityMethod(name = ActivityNames.CALL_MODEL)
  ModelReply call(ModelCall call);
}
