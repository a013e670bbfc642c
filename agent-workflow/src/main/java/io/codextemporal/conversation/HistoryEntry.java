package io.codextemporal.conversation;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An item with its place in a {@link History}.
 *
 * @param kept the digest under which the machine's store keeps the item, or null when it must
 *     travel inline
 */
public record HistoryEntry(ConversationItem item, @Nullable String kept) {
  public static HistoryEntry of(ConversationItem item) {
    return new HistoryEntry(item, null);
  }

  /** The item's JSON in UTF-8. */
  public int bytes() {
    return item.json().getBytes(StandardCharsets.UTF_8).length;
  }

  DeltaItem delta() {
    return kept == null ? new DeltaItem.Inline(item) : new DeltaItem.Kept(kept);
  }
}
