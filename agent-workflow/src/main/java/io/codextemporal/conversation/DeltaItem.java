package io.codextemporal.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * An item that came since the last model call: the item itself, or, for a tool's output that the
 * session's history already holds as that activity's result, its name alone.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeltaItem.Inline.class, name = "i"),
  @JsonSubTypes.Type(value = DeltaItem.Kept.class, name = "k")
})
public sealed interface DeltaItem {
  record Inline(ConversationItem item) implements DeltaItem {}

  /** An item some worker of this machine kept under the digest of its JSON (lower-case hex). */
  record Kept(String digest) implements DeltaItem {}
}
