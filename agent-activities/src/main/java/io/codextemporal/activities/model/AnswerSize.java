package io.codextemporal.activities.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.protocol.MessageNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps an answer within what a history may hold: of a message that is too long, the middle goes;
 * calls and reasoning are never changed. Pure.
 */
final class AnswerSize {
  /** What an answer may take when all its messages are as short as they can be, bytes. */
  static final int MOST_BYTES = 1_000_000;

  private static final int SHORTEST_MESSAGE = 8_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The items, shortened where they must be. */
  static List<ConversationItem> fit(List<ConversationItem> items) {
    int room = MessageNames.MAX_INLINE_BYTES;
    long over = bytes(items) - room;
    if (over <= 0) {
      return items;
    }
    List<ConversationItem> fitting = new ArrayList<>();
    for (ConversationItem item : items) {
      int size = bytes(item);
      if (over > 0 && size > SHORTEST_MESSAGE) {
        int wanted = (int) Math.max(SHORTEST_MESSAGE, size - over);
        ConversationItem shorter = shorten(item, wanted);
        over -= size - bytes(shorter);
        fitting.add(shorter);
      } else {
        fitting.add(item);
      }
    }
    return fitting;
  }

  static long bytes(List<ConversationItem> items) {
    return items.stream().mapToLong(AnswerSize::bytes).sum();
  }

  private static int bytes(ConversationItem item) {
    return item.json().getBytes(StandardCharsets.UTF_8).length;
  }

  private static ConversationItem shorten(ConversationItem item, int bytes) {
    try {
      if (!(JSON.readTree(item.json()) instanceof ObjectNode message)
          || !message.path("type").asText().equals("message")) {
        return item;
      }
      // Escapes and UTF-8 take up to six bytes a character.
      int size = bytes(item);
      double share = Math.min(1, (double) (bytes - 1_000) / size);
      for (JsonNode part : message.path("content")) {
        if (part instanceof ObjectNode text && text.path("text").isTextual()) {
          text.put("text", middleOut(text.path("text").asText(), share));
        }
      }
      return new ConversationItem(message.toString());
    } catch (JsonProcessingException e) {
      return item;
    }
  }

  private static String middleOut(String text, double share) {
    int half = (int) (text.length() * share / 2);
    int from = half > 0 && Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
    int to = text.length() - half;
    to = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to + 1 : to;
    return text.substring(0, from) + "…" + (to - from) + " chars truncated…" + text.substring(to);
  }

  private AnswerSize() {}
}
