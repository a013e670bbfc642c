package io.codextemporal.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One item of a conversation: the JSON object exactly as the provider sent it, or as it will be
 * sent.
 *
 * <p>{@link ItemView#of} gives a typed view; nothing is lost by items this version does not know.
 * {@link OutputItems} makes those of our own.
 */
public record ConversationItem(@JsonValue String json) {
  @JsonCreator
  public ConversationItem {}

  /** Names the item in a machine's store: lower-case hex SHA-256 of its JSON in UTF-8. */
  public String digest() {
    return Sha256.hex(json);
  }
}
