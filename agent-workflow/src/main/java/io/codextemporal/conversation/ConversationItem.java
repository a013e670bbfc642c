package io.codextemporal.conversation;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One item of a conversation: the JSON object exactly as the provider sent it, or as it will be
 * sent.
 *
 * <p>{@link ItemView#of} gives a typed view; nothing is lost by items this version does not know.
 */
public record ConversationItem(@JsonValue String json) {}
