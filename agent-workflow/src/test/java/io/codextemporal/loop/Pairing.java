package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ItemView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks what every provider checks: each call has exactly one output, after it, of its kind. */
final class Pairing {
  static void check(List<ConversationItem> items) {
    Map<String, Boolean> open = new HashMap<>();
    Map<String, Boolean> seen = new HashMap<>();
    for (ConversationItem item : items) {
      switch (ItemView.of(item)) {
        case ItemView.FunctionCall call -> called(call.callId(), false, open, seen);
        case ItemView.CustomToolCall call -> called(call.callId(), true, open, seen);
        case ItemView.FunctionCallOutput output -> answered(output.callId(), false, open);
        case ItemView.CustomToolCallOutput output -> answered(output.callId(), true, open);
        case ItemView.Message message -> {}
        case ItemView.Reasoning reasoning -> {}
        case ItemView.WebSearchCall search -> {}
        case ItemView.Other other -> {}
      }
    }
    if (!open.isEmpty()) {
      throw new AssertionError("calls without an output: " + open.keySet());
    }
  }

  private static void called(
      String id, boolean custom, Map<String, Boolean> open, Map<String, Boolean> seen) {
    if (id.isBlank() || seen.put(id, custom) != null) {
      throw new AssertionError("call id '" + id + "' is blank or used twice");
    }
    open.put(id, custom);
  }

  private static void answered(String id, boolean custom, Map<String, Boolean> open) {
    Boolean kind = open.remove(id);
    if (kind == null || kind != custom) {
      throw new AssertionError("an output that answers no open call of its kind: " + id);
    }
  }

  private Pairing() {}
}
