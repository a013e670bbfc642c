package io.codextemporal.activities.heartbeat;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeats of all activities of a worker. Thread-safe.
 *
 * <p>All tails of one session share 32 kB; one activity's take at most 4 kB.
 */
public final class Heartbeats {
  static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  private static final int SESSION_BYTES = 32_000;

  /** What ends sooner sends no beat: it would cost more than the work. */
  private static final Duration FIRST = Duration.ofMillis(20);

  private final Map<SessionId, Integer> open = new ConcurrentHashMap<>();

  /**
   * Opens the beat of the activity that runs on this thread; failures of earlier attempts are
   * counted on.
   *
   * @param identity who it is; its failures and tails do not count
   * @param every least time between two beats
   * @param quiet most time between two beats: how soon a cancel is known
   */
  public Beat open(
      ActivityExecutionContext context,
      SessionId session,
      StreamBeat identity,
      Duration every,
      Duration quiet) {
    StreamBeat before = context.getHeartbeatDetails(StreamBeat.class).orElse(identity);
    StreamBeat first =
        new StreamBeat(
            identity.subject(),
            identity.turn(),
            identity.call(),
            before.failures(),
            before.failure(),
            identity.tails());
    return open(context::heartbeat, session, first, every, quiet);
  }

  /** The same with any receiver of beats, which throws as {@code heartbeat} of the SDK does. */
  public Beat open(
      Consumer<Object> server,
      SessionId session,
      StreamBeat identity,
      Duration every,
      Duration quiet) {
    open.merge(session, 1, Integer::sum);
    Beat beat =
        new Beat(server, identity, () -> SESSION_BYTES / count(session), () -> left(session));
    Duration atMost = quiet.compareTo(every) < 0 ? every : quiet;
    Thread.ofVirtual()
        .name("heartbeat")
        .start(() -> {
          try {
            beat.run(FIRST, every, atMost);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return beat;
  }

  private int count(SessionId session) {
    return Math.max(1, open.getOrDefault(session, 1));
  }

  private void left(SessionId session) {
    open.computeIfPresent(session, (id, count) -> count == 1 ? null : Integer.valueOf(count - 1));
  }
}
