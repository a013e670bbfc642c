package io.codextemporal.conversation;

import io.codextemporal.protocol.CallId;
import java.util.Optional;

/**
 * What pairs calls and outputs: an item that asks for a tool, or one that answers such an item.
 *
 * @param callId what the model named the call
 * @param custom whether the pair is of the custom kind
 * @param output whether the item answers
 */
record CallItem(String callId, boolean custom, boolean output) {
  /** Empty for an item that is neither. */
  static Optional<CallItem> of(ConversationItem item) {
    return switch (ItemView.of(item)) {
      case ItemView.FunctionCall call -> Optional.of(new CallItem(call.callId(), false, false));
      case ItemView.CustomToolCall call -> Optional.of(new CallItem(call.callId(), true, false));
      case ItemView.FunctionCallOutput output ->
          Optional.of(new CallItem(output.callId(), false, true));
      case ItemView.CustomToolCallOutput output ->
          Optional.of(new CallItem(output.callId(), true, true));
      case ItemView.Message message -> Optional.empty();
      case ItemView.Reasoning reasoning -> Optional.empty();
      case ItemView.WebSearchCall search -> Optional.empty();
      case ItemView.Other other -> Optional.empty();
    };
  }

  /** An output for this item's call. */
  ConversationItem answeredWith(String text) {
    return OutputItems.output(new CallId(callId), custom, text);
  }
}
