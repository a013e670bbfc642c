package io.codextemporal.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A typed look at a {@link ConversationItem}: what programs need to know of it, never what is sent.
 *
 * <p>Never fails: an item of a kind unknown here, or one that is no JSON object, is {@link Other}.
 * Fields that an item lacks are empty.
 */
public sealed interface ItemView {
  /** {@code role} is user, developer, system or assistant; {@code text} all text parts together. */
  record Message(String id, String role, String text) implements ItemView {
    public boolean byModel() {
      return role.equals("assistant");
    }
  }

  /** {@code summary} as the provider wrote it, its parts a blank line apart. */
  record Reasoning(String id, String summary) implements ItemView {}

  /** {@code arguments} is the JSON text the model wrote; it need not parse. */
  record FunctionCall(String id, String callId, String name, String arguments)
      implements ItemView {}

  record CustomToolCall(String id, String callId, String name, String input) implements ItemView {}

  record FunctionCallOutput(String callId, String output) implements ItemView {}

  record CustomToolCallOutput(String callId, String output) implements ItemView {}

  /**
   * The provider looked at the web.
   *
   * @param action what it did, as JSON: an object with its {@code type}, or empty
   */
  record WebSearchCall(String id, String status, String action) implements ItemView {}

  /** {@code type} is empty where the item is no JSON object or has none. */
  record Other(String type) implements ItemView {}

  static ItemView of(ConversationItem item) {
    return Reader.read(item.json());
  }

  /** Reads views out of JSON. */
  final class Reader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ItemView read(String json) {
      JsonNode item = parse(json);
      String type = item.path("type").asText(item.has("role") ? "message" : "");
      return switch (type) {
        case "message" ->
            new Message(text(item, "id"), text(item, "role"), joined(item.path("content"), ""));
        case "reasoning" -> new Reasoning(text(item, "id"), joined(item.path("summary"), "\n\n"));
        case "function_call" ->
            new FunctionCall(
                text(item, "id"),
                text(item, "call_id"),
                text(item, "name"),
                text(item, "arguments"));
        case "custom_tool_call" ->
            new CustomToolCall(
                text(item, "id"), text(item, "call_id"), text(item, "name"), text(item, "input"));
        case "function_call_output" ->
            new FunctionCallOutput(text(item, "call_id"), joined(item.path("output"), "\n"));
        case "custom_tool_call_output" ->
            new CustomToolCallOutput(text(item, "call_id"), joined(item.path("output"), "\n"));
        case "web_search_call" -> webSearch(item);
        default -> new Other(type);
      };
    }

    private static ItemView webSearch(JsonNode item) {
      JsonNode action = item.path("action");
      return new WebSearchCall(
          text(item, "id"), text(item, "status"), action.isObject() ? action.toString() : "{}");
    }

    private static JsonNode parse(String json) {
      try {
        JsonNode item = JSON.readTree(json);
        return item == null ? JSON.missingNode() : item;
      } catch (JsonProcessingException e) {
        return JSON.missingNode();
      }
    }

    private static String text(JsonNode item, String field) {
      return item.path(field).asText();
    }

    private static String joined(JsonNode content, String between) {
      if (content.isTextual()) {
        return content.asText();
      }
      List<String> parts = new ArrayList<>();
      for (JsonNode part : content) {
        String text = part.path(part.has("refusal") ? "refusal" : "text").asText();
        if (!text.isEmpty()) {
          parts.add(text);
        }
      }
      return String.join(between, parts);
    }

    private Reader() {}
  }
}
