package io.codextemporal.tui.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.codextemporal.wire.WireJson;
import java.util.List;
import java.util.Optional;

/** What a session's model has seen, as the seed of another session: raw JSON items. Pure. */
final class Seed {
  /** Without what every session is told of its own place. */
  static List<String> portable(List<String> items) {
    return items.stream().filter(item -> !isPlace(item)).toList();
  }

  /**
   * What came before a message.
   *
   * @param text the message, whole
   * @param after how many messages of the same text came after it
   * @return empty when it is not there, as after a compaction
   */
  static Optional<List<String>> before(List<String> items, String text, int after) {
    int left = after;
    for (int i = items.size() - 1; i >= 0; i--) {
      if (items.get(i).contains("\"user\"") && text(items.get(i)).equals(text) && left-- == 0) {
        return Optional.of(List.copyOf(items.subList(0, i)));
      }
    }
    return Optional.empty();
  }

  private static boolean isPlace(String item) {
    if (item.contains("\"role\":\"developer\"")) {
      return true;
    }
    boolean maybe = item.contains("<environment_context>") || item.contains("<INSTRUCTIONS>");
    if (!maybe) {
      return false;
    }
    String text = text(item).stripLeading();
    return text.startsWith("<environment_context>")
        || text.startsWith("# AGENTS.md") && text.contains("<INSTRUCTIONS>");
  }

  /** All text of a user's message; empty for anything else. */
  private static String text(String item) {
    JsonNode message = read(item);
    if (!message.path("role").asText().equals("user")) {
      return "";
    }
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }

  private static JsonNode read(String item) {
    try {
      return WireJson.mapper().readTree(item);
    } catch (JsonProcessingException none) {
      return MissingNode.getInstance();
    }
  }

  private Seed() {}
}
