package io.codextemporal.tui.session;

import io.codextemporal.protocol.StreamBeat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as Temporal describes it now; needs no worker.
 *
 * @param row empty when the memo does not open with this user's key
 * @param events in the current run's history
 * @param bytes of the current run's history
 * @param beats what running activities have told last
 * @param beatAt when the newest of them came, by the server's clock; null when there is none
 * @param workers identities of the workers that run them
 */
public record Description(
    Optional<SessionRow> row,
    boolean open,
    String runId,
    long events,
    long bytes,
    List<StreamBeat> beats,
    @Nullable Instant beatAt,
    List<String> workers) {
  public Description {
    beats = List.copyOf(beats);
    workers = List.copyOf(workers);
  }
}
