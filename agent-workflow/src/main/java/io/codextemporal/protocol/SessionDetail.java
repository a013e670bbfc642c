package io.codextemporal.protocol;

import java.util.List;

/** All that {@code ct show} tells of a session; the answer of the {@code show} query. */
public record SessionDetail(
    SessionSummary summary,
    List<PendingRequest> pending,
    List<QueuedMessage> queue,
    Plan plan,
    List<SessionId> children,
    SessionSettings settings,
    String lastMessage,
    RunSize run) {
  public SessionDetail {
    pending = List.copyOf(pending);
    queue = List.copyOf(queue);
    children = List.copyOf(children);
  }
}
