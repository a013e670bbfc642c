package io.codextemporal.tui.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.RunSize;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.wire.WireJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pure: sessions as JSON: a line of {@code ls} and the object of {@code show}. */
final class SessionJson {
  static ObjectNode line(SessionSummary session) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", session.session().value());
    line.put("status", lower(session.status().state()));
    line.put("waiting_for", lower(session.status().waitingFor()));
    line.put("until", text(session.status().until()));
    line.put("cwd", session.cwd());
    line.put("branch", session.branch());
    line.put("model", session.model());
    line.put("title", session.title());
    line.put("turns", session.turns());
    line.put("created_at", text(session.createdAt()));
    line.put("updated_at", text(session.updatedAt()));
    line.put("parent", session.parent() == null ? null : session.parent().value());
    line.set("usage", ExecJson.usage(session.usage()));
    line.put("machine", session.machine());
    return line;
  }

  /**
   * The line of {@code ls} and the rest.
   *
   * @param summary as it counts here: an open session's own, a closed one's from Temporal
   */
  static ObjectNode detail(SessionSummary summary, SessionDetail detail, RunSize run) {
    ObjectNode object = line(summary);
    object.put("why", summary.status().why());
    ArrayNode pending = object.putArray("pending");
    detail.pending().forEach(request -> pending.add(PendingJson.entry(request)));
    object.set("plan", plan(detail.plan()));
    ArrayNode children = object.putArray("children");
    detail.children().forEach(child -> children.add(child.value()));
    ArrayNode queue = object.putArray("queue");
    detail
        .queue()
        .forEach(message ->
            queue
                .addObject()
                .put("op", message.entry().value())
                .put("from", message.from())
                .put("text", message.text()));
    ArrayNode terminals = object.putArray("terminals");
    detail.terminals().forEach(terminal -> terminals.add(terminal(terminal)));
    object.set("settings", WireJson.mapper().valueToTree(detail.settings()));
    object.put("last_message", detail.lastMessage());
    return size(object, run);
  }

  /** The same of a session that can tell nothing any more. */
  static ObjectNode brief(SessionSummary summary, RunSize run) {
    ObjectNode object = line(summary);
    object.put("why", summary.status().why());
    for (String empty : List.of("pending", "plan", "children", "queue", "terminals")) {
      object.putArray(empty);
    }
    object.putNull("settings").put("last_message", "");
    return size(object, run);
  }

  private static ObjectNode terminal(Terminal terminal) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", terminal.id())
        .put("call_id", terminal.call().value())
        .put("command", terminal.command())
        .put("cwd", terminal.cwd())
        .put("tty", terminal.tty())
        .put("wakes", terminal.wakes())
        .put("started_at", terminal.startedAt().toString());
  }

  private static ObjectNode size(ObjectNode object, RunSize run) {
    object
        .putObject("run")
        .put("events", run.events())
        .put("bytes", run.bytes())
        .put("continued", run.continued())
        .put("total_events", run.totalEvents())
        .put("total_bytes", run.totalBytes());
    return object;
  }

  private static ArrayNode plan(Plan plan) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    plan.steps()
        .forEach(step -> steps.addObject().put("step", step.step()).put("status", step.status()));
    return steps;
  }

  static @Nullable String lower(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private SessionJson() {}
}
