package io.codextemporal.activity;

import io.codextemporal.conversation.ConversationItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a conversation.
 *
 * @param total how many items the conversation has
 * @param missing why the page could not be had, or null
 */
public record PageReply(List<ConversationItem> items, int total, @Nullable String missing) {
  public PageReply {
    items = List.copyOf(items);
  }

  public static PageReply unreadable(String reason) {
    return new PageReply(List.of(), 0, reason);
  }
}
