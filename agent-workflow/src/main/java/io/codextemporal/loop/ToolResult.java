package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.tool.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * A call's one output, and what it means for the turn.
 *
 * @param item the output item to append
 * @param keptDigest names the item in the machine's store, or null when it must travel inline
 */
public record ToolResult(
    ToolCall call, ConversationItem item, @Nullable String keptDigest, Meaning meaning) {
  /** What the loop makes of it. */
  public enum Meaning {
    RAN,
    DENIED,
    ABORT_TURN,
    INTERRUPTED
  }
}
