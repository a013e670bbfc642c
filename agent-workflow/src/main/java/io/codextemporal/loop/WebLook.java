package io.codextemporal.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;

/**
 * A look at the web that the provider took while it answered: told like a call that has ended.
 * Nothing of it is run here. Pure.
 */
record WebLook(CallId call, String action, String title, String found, boolean failed) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOOL = "web_search";
  private static final int LONGEST = 4_000;

  static WebLook of(ItemView.WebSearchCall item) {
    String id = item.id().isBlank() ? "web-" + Sha256.hex(item.action()) : item.id();
    return new WebLook(
        new CallId(id),
        Excerpt.of(item.action(), LONGEST),
        title(item.action()),
        found(item.action()),
        item.status().equals("failed"));
  }

  void tell(TurnId turn, Events events) {
    events.emit(new AgentEvent.ToolCallStarted(turn, call, TOOL, action, title));
    events.emit(
        new AgentEvent.ToolCallEnded(
            turn,
            call,
            failed ? ToolCallStatus.FAILED : ToolCallStatus.COMPLETED,
            null,
            0,
            found,
            null));
  }

  /** What was looked for, or the page that was opened. */
  private static String title(String action) {
    JsonNode json = parsed(action);
    String title =
        json.path("query").asText(json.path("queries").path(0).asText(json.path("url").asText("")));
    return title.isBlank() ? TOOL : Excerpt.of(title, 400);
  }

  /** How many sources it has, where the provider tells them. */
  private static String found(String action) {
    int sources = parsed(action).path("sources").size();
    return sources == 0 ? "" : sources + (sources == 1 ? " source" : " sources");
  }

  private static JsonNode parsed(String action) {
    try {
      return JSON.readTree(action);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
