package io.codextemporal.activities.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.protocol.CallId;
import io.codextemporal.tool.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the tool calls of an answer and gives each an id of its own.
 *
 * <p>Effects are journaled by call id, so an id that the conversation or the answer has already is
 * rewritten, in the item as well. All other items stay as they were sent. Pure.
 */
final class UniqueCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ToolCatalogue catalogue;

  UniqueCalls(ToolCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The items as they go into the conversation, and the calls among them. */
  record Named(List<ConversationItem> items, List<ToolCall> calls) {}

  Named name(List<ConversationItem> before, List<ConversationItem> answer) {
    Set<String> used = new HashSet<>();
    List<ConversationItem> items = new ArrayList<>();
    List<ToolCall> calls = new ArrayList<>();
    for (ConversationItem item : answer) {
      JsonNode node = parse(item);
      String type = node.path("type").asText();
      if (node instanceof ObjectNode call
          && (type.equals("function_call") || type.equals("custom_tool_call"))) {
        boolean custom = type.equals("custom_tool_call");
        String sent = call.path("call_id").asText();
        String id = free(sent.isBlank() ? "call" : sent, used, before);
        used.add(id);
        items.add(id.equals(sent) ? item : renamed(call, id));
        String name = call.path("name").asText();
        String arguments = call.path(custom ? "input" : "arguments").asText();
        calls.add(
            new ToolCall(
                new CallId(id),
                name,
                arguments,
                custom,
                catalogue.classOf(name),
                catalogue.placeOf(name, arguments)));
      } else {
        items.add(item);
      }
    }
    return new Named(List.copyOf(items), List.copyOf(calls));
  }

  private static String free(String wanted, Set<String> used, List<ConversationItem> before) {
    String id = wanted;
    for (int i = 2; used.contains(id) || isIn(before, id); i++) {
      id = wanted + "-" + i;
    }
    return id;
  }

  /** By text first: parsing a long conversation for each call would cost more than the answer. */
  private static boolean isIn(List<ConversationItem> before, String id) {
    String quoted = JSON.getNodeFactory().textNode(id).toString();
    return before.stream()
        .filter(item -> item.json().contains(quoted))
        .anyMatch(item -> parse(item).path("call_id").asText().equals(id));
  }

  private static ConversationItem renamed(ObjectNode call, String id) {
    return new ConversationItem(call.deepCopy().put("call_id", id).toString());
  }

  private static JsonNode parse(ConversationItem item) {
    try {
      return JSON.readTree(item.json());
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
