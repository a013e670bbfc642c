package io.codextemporal.tui.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SequencedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a session's calls: by a rule, by the policy, or by whom. Folds the events,
 * in their order. Not thread-safe.
 */
final class Decisions {
  private static final int SHOWN = 20;

  private final Map<CallId, String> titles = new HashMap<>();
  private final Map<CallId, PendingRequest> asked = new HashMap<>();
  private final List<Decided> decided = new ArrayList<>();

  /**
   * One decision.
   *
   * @param verdict run, ask or refuse; or what a person answered
   * @param by who answered, or empty
   * @param shown what a person was asked, or null
   */
  private record Decided(
      Instant at,
      CallId call,
      String title,
      String verdict,
      boolean sandboxed,
      String why,
      String by,
      @Nullable PendingRequest shown) {}

  void take(List<SequencedEvent> events) {
    for (SequencedEvent event : events) {
      if (event.event() instanceof AgentEvent.ToolCallStarted call) {
        titles.put(call.call(), call.title());
      } else if (event.event() instanceof AgentEvent.RequestOpened open) {
        asked.put(open.request().call(), open.request());
      } else if (event.event() instanceof AgentEvent.RequestClosed closed) {
        answered(event.at(), closed);
      } else if (event.event() instanceof AgentEvent.ToolCallEnded end && end.judgement() != null) {
        judged(event.at(), end.call(), end.judgement());
      }
    }
  }

  private void answered(Instant at, AgentEvent.RequestClosed closed) {
    PendingRequest request = asked.remove(closed.call());
    add(
        new Decided(
            at,
            closed.call(),
            title(closed.call()),
            closed.outcome(),
            false,
            request == null ? "" : request.reason(),
            closed.by(),
            request));
  }

  private void judged(Instant at, CallId call, Judgement judgement) {
    add(
        new Decided(
            at,
            call,
            title(call),
            judgement.verdict(),
            judgement.sandboxed(),
            judgement.why(),
            "",
            null));
  }

  private void add(Decided decision) {
    decided.add(decision);
  }

  private String title(CallId call) {
    return titles.getOrDefault(call, "");
  }

  ArrayNode json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Decided one : decided) {
      ObjectNode json = all.addObject();
      json.put("at", one.at().toString())
          .put("call_id", one.call().value())
          .put("title", one.title())
          .put("verdict", one.verdict())
          .put("sandboxed", one.sandboxed())
          .put("why", one.why())
          .put("by", one.by());
      PendingRequest shown = one.shown();
      json.put("digest", shown == null ? null : shown.digest());
      json.set("shown", shown == null ? null : PendingJson.entry(shown));
    }
    return all;
  }

  /** The newest, a line each. */
  List<String> lines() {
    return decided.subList(Math.max(0, decided.size() - SHOWN), decided.size()).stream()
        .map(one ->
            "decided  "
                + one.verdict()
                + (one.sandboxed() ? " in the sandbox" : "")
                + (one.by().isEmpty() ? "" : " by " + one.by())
                + ": "
                + one.title()
                + (one.why().isEmpty() ? "" : " (" + one.why() + ")"))
        .toList();
  }
}
