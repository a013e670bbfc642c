package io.codextemporal.tui.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.AgentEvent.ToolCallStarted;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pure: turns the events of one turn into the lines of {@code exec --json}. Item ids count up from
 * {@code item_0} within one client. Not thread-safe.
 */
final class ExecJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private record Running(String id, ToolCallStarted started) {}

  private final Map<CallId, Running> running = new LinkedHashMap<>();
  private int items;
  private @Nullable String planId;
  private Plan plan = Plan.EMPTY;

  static ObjectNode threadStarted(SessionId session) {
    return line("thread.started").put("thread_id", session.value());
  }

  static ObjectNode error(String message) {
    return line("error").put("message", message);
  }

  /** The lines of one event of the turn; none where the contract has no line for it. */
  List<ObjectNode> lines(AgentEvent event) {
    return switch (event) {
      case AgentEvent.TurnStarted started -> List.of(line("turn.started"));
      case AgentEvent.AgentMessage message ->
          completed(ItemJson.text(nextId(), "agent_message", message.text()));
      case AgentEvent.Reasoning reasoning ->
          completed(ItemJson.text(nextId(), "reasoning", reasoning.summary()));
      case AgentEvent.ToolCallStarted started -> callStarted(started);
      case AgentEvent.ToolCallEnded ended -> callEnded(ended);
      case AgentEvent.RequestOpened opened -> List.of(PendingJson.requested(opened.request()));
      case AgentEvent.PlanUpdated updated -> planUpdated(updated.plan());
      case AgentEvent.SleepStarted sleep -> List.of(sleeping(sleep));
      case AgentEvent.Warning warning -> completed(ItemJson.error(nextId(), warning.message()));
      case AgentEvent.TurnCompleted done -> atEnd(turnCompleted(done.usage()));
      case AgentEvent.TurnFailed failed -> atEnd(turnFailed(failed.message()));
      case AgentEvent.TurnAborted aborted -> atEnd(turnFailed(interrupted(aborted.by())));
      case AgentEvent.SessionClosed closed -> List.of();
      case AgentEvent.OpRefused refused -> List.of();
      case AgentEvent.UserMessage message -> List.of();
      case AgentEvent.RequestClosed closed -> List.of();
      case AgentEvent.UsageUpdated usage -> List.of();
      case AgentEvent.SleepEnded sleep -> List.of();
      case AgentEvent.QueueChanged queue -> List.of();
      case AgentEvent.TerminalsChanged changed -> List.of();
      case AgentEvent.SettingsChanged changed -> List.of();
      case AgentEvent.FilesListed listed -> List.of();
      case AgentEvent.DiffShown diff -> List.of();
      case AgentEvent.OpAccepted accepted -> List.of();
      case AgentEvent.SessionOpened opened -> List.of();
      case AgentEvent.Unknown unknown -> List.of();
    };
  }

  /** A running item with the text it has so far. */
  static ObjectNode updated(String id, String type, String text) {
    return item("item.updated", ItemJson.text(id, type, text));
  }

  static String interrupted(String by) {
    return by.isBlank() ? "the turn was interrupted" : "the turn was interrupted by " + by;
  }

  private List<ObjectNode> callStarted(ToolCallStarted started) {
    if (isPlan(started)) {
      return List.of();
    }
    Running now = new Running(nextId(), started);
    running.put(started.call(), now);
    return List.of(item("item.started", ItemJson.call(now.id(), started, null)));
  }

  private List<ObjectNode> callEnded(AgentEvent.ToolCallEnded ended) {
    Running was = running.remove(ended.call());
    return was == null ? List.of() : completed(ItemJson.call(was.id(), was.started(), ended));
  }

  private static boolean isPlan(ToolCallStarted started) {
    return started.tool().equals("update_plan");
  }

  private List<ObjectNode> planUpdated(Plan updated) {
    plan = updated;
    if (planId != null) {
      return List.of(item("item.updated", ItemJson.plan(planId, updated)));
    }
    planId = nextId();
    return List.of(item("item.started", ItemJson.plan(planId, updated)));
  }

  private List<ObjectNode> atEnd(ObjectNode last) {
    List<ObjectNode> lines = new ArrayList<>();
    if (planId != null) {
      lines.add(item("item.completed", ItemJson.plan(planId, plan)));
    }
    lines.add(last);
    return lines;
  }

  private static ObjectNode turnCompleted(TokenUsage usage) {
    ObjectNode line = line("turn.completed");
    line.set("usage", usage(usage));
    return line;
  }

  static ObjectNode usage(TokenUsage usage) {
    return JSON.objectNode()
        .put("input_tokens", usage.inputTokens())
        .put("cached_input_tokens", usage.cachedInputTokens())
        .put("output_tokens", usage.outputTokens());
  }

  private static ObjectNode turnFailed(String message) {
    ObjectNode line = line("turn.failed");
    line.putObject("error").put("message", message);
    return line;
  }

  private static ObjectNode sleeping(AgentEvent.SleepStarted sleep) {
    return line("turn.sleeping")
        .put("waiting_for", sleep.waitingFor().name().toLowerCase(Locale.ROOT))
        .put("reason", sleep.reason())
        .put("until", sleep.until().toString());
  }

  private String nextId() {
    return "item_" + items++;
  }

  private static List<ObjectNode> completed(ObjectNode item) {
    return List.of(item("item.completed", item));
  }

  private static ObjectNode item(String type, ObjectNode item) {
    ObjectNode line = line(type);
    line.set("item", item);
    return line;
  }

  static ObjectNode line(String type) {
    return JSON.objectNode().put("type", type);
  }
}
