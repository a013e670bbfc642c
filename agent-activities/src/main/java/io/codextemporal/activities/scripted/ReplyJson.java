package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON objects of the Responses API that the scripted model sends. Pure. */
final class ReplyJson {
  /** Numbers keep their digits, so that a test sees what was sent. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  static String error(String code, String message) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("error")
        .put("message", message)
        .put("type", code)
        .putNull("param")
        .put("code", code);
    return root.toString();
  }

  static ObjectNode message(String id, String text) {
    ObjectNode item = JSON.createObjectNode().put("type", "message").put("id", id);
    item.put("role", "assistant").put("status", "completed");
    item.putArray("content").add(textPart(text));
    return item;
  }

  static ObjectNode textPart(String text) {
    ObjectNode part = JSON.createObjectNode().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    return part;
  }

  static ObjectNode reasoning(String id, String summary, String encrypted) {
    ObjectNode item = JSON.createObjectNode().put("type", "reasoning").put("id", id);
    ArrayNode list = item.putArray("summary");
    list.addObject().put("type", "summary_text").put("text", summary);
    item.put("encrypted_content", encrypted);
    return item;
  }

  static ObjectNode call(String id, String callId, String name, String arguments) {
    return JSON.createObjectNode()
        .put("type", "function_call")
        .put("id", id)
        .put("status", "completed")
        .put("call_id", callId)
        .put("name", name)
        .put("arguments", arguments);
  }

  static ObjectNode custom(String id, String callId, String name, String input) {
    return JSON.createObjectNode()
        .put("type", "custom_tool_call")
        .put("id", id)
        .put("status", "completed")
        .put("call_id", callId)
        .put("name", name)
        .put("input", input);
  }

  /** The response object around the items; {@code status} as the API has it. */
  static ObjectNode response(String id, String model, String status) {
    ObjectNode response = JSON.createObjectNode().put("id", id).put("object", "response");
    response.put("created_at", System.currentTimeMillis() / 1000).put("status", status);
    response.put("model", model).put("parallel_tool_calls", true);
    response.putNull("error");
    response.putNull("incomplete_details");
    response.put("tool_choice", "auto");
    response.putArray("tools");
    response.putArray("output");
    return response;
  }

  static void usage(ObjectNode response, Reply.Usage usage) {
    ObjectNode node = response.putObject("usage");
    node.put("input_tokens", usage.input());
    node.putObject("input_tokens_details").put("cached_tokens", usage.cached());
    node.put("output_tokens", usage.output());
    node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
    node.put("total_tokens", usage.input() + usage.output());
  }

  private ReplyJson() {}
}
