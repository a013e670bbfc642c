package io.codextemporal.activities.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.activities.catalogue.ModelRecord;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.ToolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, as JSON. Pure: the same arguments give the same bytes, which the
 * provider's cache relies on.
 */
public final class RequestBody {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final SessionId session;
  private final ModelSettings settings;
  private final ModelRecord record;
  private final List<ToolSpec> tools;
  private final WebSearch hosted;

  /**
   * @param hosted how the provider searches the web, or {@link WebSearch#OFF} for not at all
   */
  public RequestBody(
      SessionId session,
      ModelSettings settings,
      ModelRecord record,
      List<ToolSpec> tools,
      WebSearch hosted) {
    this.session = session;
    this.settings = settings;
    this.record = record;
    this.tools = List.copyOf(tools);
    this.hosted = hosted;
  }

  /**
   * The body with these items, verbatim.
   *
   * @param outputSchema JSON schema the answer must have, or null
   * @throws IllegalArgumentException for an item or a schema that is no JSON
   */
  public ObjectNode json(List<ConversationItem> items, @Nullable String outputSchema) {
    ObjectNode body = JSON.createObjectNode().put("model", settings.model());
    ArrayNode input = body.putArray("input");
    items.forEach(item -> input.add(parse(item.json())));
    ArrayNode list = body.putArray("tools");
    tools.forEach(tool -> list.add(tool(tool)));
    if (hosted.mode() != WebSearch.Mode.DISABLED) {
      list.add(HostedSearch.json(hosted));
    }
    body.put("tool_choice", "auto");
    body.put("parallel_tool_calls", true);
    if (record.reasons() || settings.effort() != null || settings.summary() != null) {
      body.set("reasoning", reasoning());
    }
    body.put("store", false);
    body.put("stream", true);
    body.putArray("include").add("reasoning.encrypted_content");
    body.put("prompt_cache_key", session.value());
    ObjectNode text = text(outputSchema);
    if (!text.isEmpty()) {
      body.set("text", text);
    }
    return body;
  }

  private ObjectNode reasoning() {
    ObjectNode reasoning = JSON.createObjectNode();
    String effort = settings.effort() == null ? record.defaultEffort() : settings.effort();
    if (effort != null) {
      reasoning.put("effort", effort);
    }
    String summary = settings.summary() == null ? "auto" : settings.summary();
    if (!summary.equals("none")) {
      reasoning.put("summary", summary);
    }
    return reasoning;
  }

  private ObjectNode text(@Nullable String outputSchema) {
    ObjectNode text = JSON.createObjectNode();
    if (settings.verbosity() != null) {
      text.put("verbosity", settings.verbosity());
    }
    if (outputSchema != null) {
      ObjectNode format = text.putObject("format");
      format.put("type", "json_schema").put("name", "output").put("strict", true);
      format.set("schema", parse(outputSchema));
    }
    return text;
  }

  private static ObjectNode tool(ToolSpec tool) {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", tool.freeform() ? "custom" : "function").put("name", tool.name());
    node.put("description", tool.description());
    if (tool.freeform()) {
      ObjectNode format = node.putObject("format").put("type", "grammar").put("syntax", "lark");
      format.put("definition", tool.schema());
    } else {
      node.put("strict", false).set("parameters", parse(tool.schema()));
    }
    return node;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
