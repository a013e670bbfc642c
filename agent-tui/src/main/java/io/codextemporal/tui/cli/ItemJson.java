package io.codextemporal.tui.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.protocol.AgentEvent.ToolCallEnded;
import io.codextemporal.protocol.AgentEvent.ToolCallStarted;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.ToolCallStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pure: the {@code item} objects of {@code exec --json}. */
final class ItemJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper READER = new ObjectMapper();
  private static final Pattern FILE_HEADER =
      Pattern.compile("\\*\\*\\* (Add|Delete|Update) File: ([^\\n\"\\\\]+)");

  /** A script that is nothing but a patch: told by its begin, so that it ends as it began. */
  private static final Pattern TYPED_PATCH =
      Pattern.compile(
          "\\s*(?:cd\\s[^\\n]*?&&\\s+)?apply_?patch[ \\t]*<<[ \\t]*(['\"]?)(\\w+)\\1[ \\t]*\\n"
              + "(?:.*\\n)?\\2\\s*",
          Pattern.DOTALL);

  static ObjectNode text(String id, String type, String text) {
    return item(id, type).put("text", text);
  }

  static ObjectNode error(String id, String message) {
    return item(id, "error").put("message", message);
  }

  static ObjectNode plan(String id, Plan plan) {
    ObjectNode item = item(id, "todo_list");
    ArrayNode steps = item.putArray("items");
    plan.steps()
        .forEach(step ->
            steps.addObject().put("text", step.step()).put("completed", isDone(step.status())));
    return item;
  }

  private static boolean isDone(String status) {
    return status.equals("completed");
  }

  /** A call that runs ({@code ended} null) or has ended. */
  static ObjectNode call(String id, ToolCallStarted started, @Nullable ToolCallEnded ended) {
    return switch (started.tool()) {
      case "exec_command", "shell_command", "shell", "local_shell", "user_shell" ->
          TYPED_PATCH.matcher(started.title()).matches()
              ? patch(id, started, ended)
              : command(id, started, ended);
      case "apply_patch", "write_file" -> patch(id, started, ended);
      case "web_search", "web_fetch" -> web(id, started);
      default ->
          started.tool().startsWith("mcp__") ? mcp(id, started, ended) : other(id, started, ended);
    };
  }

  private static ObjectNode command(
      String id, ToolCallStarted started, @Nullable ToolCallEnded ended) {
    ObjectNode item = item(id, "command_execution");
    item.put("command", started.title());
    item.put("aggregated_output", ended == null ? "" : ended.output());
    item.put("exit_code", ended == null ? null : ended.exitCode());
    return item.put("status", status(ended));
  }

  private static ObjectNode patch(
      String id, ToolCallStarted started, @Nullable ToolCallEnded ended) {
    ObjectNode item = item(id, "file_change");
    ArrayNode changes = item.putArray("changes");
    if (ended != null && !ended.changes().isEmpty()) {
      ended
          .changes()
          .forEach(one -> changes.addObject().put("path", one.path()).put("kind", one.kind()));
      return item.put("status", status(ended));
    }
    Matcher header = FILE_HEADER.matcher(started.arguments());
    while (header.find()) {
      changes.addObject().put("path", header.group(2).strip()).put("kind", kind(header.group(1)));
    }
    return item.put("status", status(ended));
  }

  private static String kind(String verb) {
    return switch (verb) {
      case "Add" -> "add";
      case "Delete" -> "delete";
      default -> "update";
    };
  }

  private static ObjectNode mcp(String id, ToolCallStarted started, @Nullable ToolCallEnded ended) {
    String[] names = started.tool().split("__", 3);
    ObjectNode item = item(id, "mcp_tool_call");
    item.put("server", names[1]).put("tool", names.length > 2 ? names[2] : "");
    item.put("arguments", started.arguments());
    if (ended == null || ended.status() != ToolCallStatus.COMPLETED) {
      item.putNull("result");
      item.put("error", ended == null ? null : ended.output());
    } else {
      item.putObject("result").put("content", ended.output()).putNull("structured_content");
      item.putNull("error");
    }
    return item.put("status", status(ended));
  }

  /** A look at the web, the provider's or a worker's, has the same form. */
  private static ObjectNode web(String id, ToolCallStarted started) {
    JsonNode arguments = parsed(started.arguments());
    String query = arguments.path("query").asText(arguments.path("url").asText(started.title()));
    ObjectNode item = item(id, "web_search").put("query", query);
    if (arguments.path("type").isTextual()) {
      item.set("action", arguments);
    } else if (started.tool().equals("web_fetch")) {
      item.putObject("action").put("type", "open_page").put("url", query);
    } else {
      item.putObject("action").put("type", "search").put("query", query);
    }
    return item;
  }

  private static JsonNode parsed(String arguments) {
    try {
      return READER.readTree(arguments);
    } catch (JsonProcessingException e) {
      return JSON.missingNode(); // Cut, or never JSON.
    }
  }

  private static ObjectNode other(
      String id, ToolCallStarted started, @Nullable ToolCallEnded ended) {
    return item(id, "tool_call")
        .put("tool", started.tool())
        .put("arguments", started.arguments())
        .put("output", ended == null ? "" : ended.output())
        .put("status", status(ended));
  }

  private static String status(@Nullable ToolCallEnded ended) {
    if (ended == null) {
      return "in_progress";
    }
    return switch (ended.status()) {
      case COMPLETED -> ended.exitCode() != null && ended.exitCode() != 0 ? "failed" : "completed";
      case DECLINED -> "declined";
      case FAILED, ABORTED, OUTCOME_UNKNOWN, UNKNOWN -> "failed";
    };
  }

  private static ObjectNode item(String id, String type) {
    return JSON.objectNode().put("id", id).put("type", type);
  }

  private ItemJson() {}
}
