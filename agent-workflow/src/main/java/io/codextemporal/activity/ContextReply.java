package io.codextemporal.activity;

import io.codextemporal.conversation.ConversationItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items to put before the user's next message, and the model's record as this worker knows it.
 *
 * @param contextWindow tokens
 * @param unreadable why the result could not be read, or null; then nothing else counts
 */
public record ContextReply(
    List<ConversationItem> items,
    long contextWindow,
    List<String> warnings,
    @Nullable String unreadable) {
  public ContextReply {
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }

  public static ContextReply unreadable(String reason) {
    return new ContextReply(List.of(), 0, List.of(), reason);
  }
}
