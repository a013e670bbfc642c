package io.codextemporal.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session begins.
 *
 * @param machine the host that holds the workspace; its queue is {@link MessageNames#queue}
 * @param branch the git branch when it began, or null
 * @param parent the session this one was forked from or spawned by, or null
 * @param seed conversation items (raw JSON) of the session it continues; empty for a new one
 * @param ephemeral whether it is deleted once its turn is answered and never listed
 */
public record SessionStart(
    SessionId session,
    String machine,
    Instant createdAt,
    @Nullable String branch,
    @Nullable SessionId parent,
    List<String> seed,
    boolean ephemeral,
    SessionSettings settings) {
  public SessionStart {
    seed = List.copyOf(seed);
  }
}
