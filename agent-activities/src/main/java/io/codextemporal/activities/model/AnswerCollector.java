package io.codextemporal.activities.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.activities.patch.ApplyPatchTool;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.protocol.TokenUsage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream's events in: finished items as they were sent, usage, and the terminal event. What
 * is still being written is told on and forgotten. Not thread-safe.
 */
final class AnswerCollector {
  /** Told what is being written; {@code channel} is one of a StreamBeat's. */
  interface Listener {
    void wrote(String channel, String item, String text);
  }

  /** A look at the web that is longer is seen with the answer only. */
  private static final int LONGEST_ACTION = 4_000;

  private final Listener listener;
  private final List<ConversationItem> items = new ArrayList<>();

  /** Items that are calls of the patch tool: people watch those grow. */
  private final Set<String> patches = new HashSet<>();

  private TokenUsage usage = TokenUsage.ZERO;
  private @Nullable StreamEnd end;

  AnswerCollector(Listener listener) {
    this.listener = listener;
  }

  List<ConversationItem> items() {
    return List.copyOf(items);
  }

  TokenUsage usage() {
    return usage;
  }

  /** The terminal event, once it came. */
  Optional<StreamEnd> end() {
    return Optional.ofNullable(end);
  }

  /** Events of kinds that are not known here are passed over. */
  void take(JsonNode event) {
    JsonNode response = event.path("response");
    switch (event.path("type").asText()) {
      case "response.output_text.delta", "response.refusal.delta" -> wrote("text", event);
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          wrote("reasoning", event);
      case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
          wrote(patches.contains(event.path("item_id").asText()) ? "patch" : "arguments", event);
      case "response.output_item.added" -> began(event.path("item"));
      case "response.output_item.done" -> finished(event.path("item"));
      case "response.completed", "response.done" -> end(response, new StreamEnd.Completed());
      case "response.incomplete" -> {
        String reason = response.path("incomplete_details").path("reason").asText();
        end(response, new StreamEnd.Incomplete(reason));
      }
      case "response.failed" -> end(response, failed(response.path("error")));
      case "error" ->
          end(response, failed(event.path("error").isObject() ? event.path("error") : event));
      default -> {
        // created, in_progress, done: nothing is learned from them
      }
    }
  }

  private void wrote(String channel, JsonNode event) {
    listener.wrote(channel, event.path("item_id").asText(), event.path("delta").asText());
  }

  private void began(JsonNode item) {
    if (item.path("name").asText().equals(ApplyPatchTool.NAME)) {
      patches.add(item.path("id").asText());
    }
    if (isLook(item)) {
      listener.wrote("search", item.path("id").asText(), "begun\n");
    }
  }

  private static boolean isLook(JsonNode item) {
    return item.path("type").asText().equals("web_search_call");
  }

  private void finished(JsonNode item) {
    if (item.isObject()) {
      items.add(new ConversationItem(item.toString()));
      if (isLook(item)) {
        String action = item.path("action").toString();
        if (action.length() <= LONGEST_ACTION) {
          listener.wrote("search", item.path("id").asText(), action + "\n");
        }
      }
    }
  }

  private void end(JsonNode response, StreamEnd how) {
    JsonNode counted = response.path("usage");
    usage =
        new TokenUsage(
            counted.path("input_tokens").asLong(),
            counted.path("input_tokens_details").path("cached_tokens").asLong(),
            counted.path("output_tokens").asLong(),
            counted.path("output_tokens_details").path("reasoning_tokens").asLong());
    end = how;
  }

  private static StreamEnd failed(JsonNode error) {
    return new StreamEnd.Failed(error.path("code").asText(""), error.path("message").asText(""));
  }
}
