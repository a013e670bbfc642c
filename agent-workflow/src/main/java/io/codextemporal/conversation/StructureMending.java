package io.codextemporal.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pairs calls and outputs so that every call has exactly one, right where it has none after it. */
final class StructureMending {
  private final List<HistoryEntry> entries;
  private final Set<String> answeredLater = new HashSet<>();
  private final Map<String, CallItem> open = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<HistoryEntry> mended = new ArrayList<>();

  StructureMending(List<HistoryEntry> entries) {
    this.entries = entries;
  }

  List<HistoryEntry> mended() {
    Set<String> called = new HashSet<>();
    for (HistoryEntry entry : entries) {
      CallItem.of(entry.item()).ifPresent(item -> pair(item, called));
    }
    entries.forEach(this::take);
    return List.copyOf(mended);
  }

  private void pair(CallItem item, Set<String> called) {
    if (!item.output()) {
      called.add(item.callId());
    } else if (called.contains(item.callId())) {
      answeredLater.add(item.callId());
    }
  }

  private void take(HistoryEntry entry) {
    Optional<CallItem> item = CallItem.of(entry.item());
    if (item.isEmpty()) {
      takeOther(entry);
    } else if (item.get().output()) {
      takeOutput(entry, item.get());
    } else {
      takeCall(entry, item.get());
    }
  }

  private void takeOther(HistoryEntry entry) {
    boolean isItem =
        !(ItemView.of(entry.item()) instanceof ItemView.Other other && other.type().isEmpty());
    if (isItem) {
      mended.add(entry);
    }
  }

  private void takeCall(HistoryEntry entry, CallItem call) {
    if (call.callId().isBlank() || !seen.add(call.callId())) {
      return;
    }
    mended.add(entry);
    if (answeredLater.contains(call.callId())) {
      open.put(call.callId(), call);
    } else {
      mended.add(HistoryEntry.of(call.answeredWith(OutputItems.ABORTED)));
    }
  }

  private void takeOutput(HistoryEntry entry, CallItem output) {
    CallItem call = open.remove(output.callId());
    if (call != null) {
      mended.add(
          call.custom() == output.custom()
              ? entry
              : HistoryEntry.of(call.answeredWith(text(entry.item()))));
    }
  }

  private static String text(ConversationItem output) {
    return switch (ItemView.of(output)) {
      case ItemView.FunctionCallOutput function -> function.output();
      case ItemView.CustomToolCallOutput custom -> custom.output();
      case ItemView.Message message -> message.text();
      case ItemView.Reasoning reasoning -> "";
      case ItemView.FunctionCall call -> "";
      case ItemView.CustomToolCall call -> "";
      case ItemView.WebSearchCall search -> "";
      case ItemView.Other other -> "";
    };
  }
}
