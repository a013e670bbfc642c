package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.tool.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * A call's one output, and what it means for the turn.
 *
 * @param item the output item to append
 * @param keptDigest names the item in the machine's store, or null when it must travel inline
 * @param essence the part of the output that is the same when the same happens again: no times
 */
public record ToolResult(
    ToolCall call,
    ConversationItem item,
    @Nullable String keptDigest,
    String essence,
    Meaning meaning) {
  /** What the loop makes of it. */
  public enum Meaning {
    /** It ran, well or badly, or could not: the model reads which. */
    RAN,
    /** A person said no. */
    DENIED,
    /** The turn was interrupted before it ended. */
    INTERRUPTED
  }
}
