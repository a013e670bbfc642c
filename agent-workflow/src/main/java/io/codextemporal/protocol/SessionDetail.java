package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
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
    RunSize run,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Terminal> terminals) {
  public SessionDetail {
    pending = List.copyOf(pending);
    queue = List.copyOf(queue);
    children = List.copyOf(children);
    terminals = List.copyOf(terminals);
  }

  /** Of a session with nothing in the background. */
  public SessionDetail(
      SessionSummary summary,
      List<PendingRequest> pending,
      List<QueuedMessage> queue,
      Plan plan,
      List<SessionId> children,
      SessionSettings settings,
      String lastMessage,
      RunSize run) {
    this(summary, pending, queue, plan, children, settings, lastMessage, run, List.of());
  }
}
