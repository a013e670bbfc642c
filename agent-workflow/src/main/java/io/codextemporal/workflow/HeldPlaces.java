package io.codextemporal.workflow;

import io.codextemporal.tool.Holding;
import io.codextemporal.tool.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which worker holds what of this session that lives in one process: queues by place. */
final class HeldPlaces {
  private final Map<String, String> queues;

  HeldPlaces(Map<String, String> carried) {
    queues = new LinkedHashMap<>(carried);
  }

  /** The queue of the worker that holds it, as far as is known. */
  @Nullable String ownerOf(@Nullable String place) {
    return place == null ? null : queues.get(place);
  }

  /** Learns from the end of a call. */
  void note(ToolOutcome outcome) {
    switch (outcome) {
      case ToolOutcome.Judged judged -> note(judged.outcome());
      case ToolOutcome.Completed completed -> note(completed.holding());
      case ToolOutcome.NeedsApproval ignored -> {}
      case ToolOutcome.Refused ignored -> {}
      case ToolOutcome.OutcomeUnknown ignored -> {}
      case ToolOutcome.Unreadable ignored -> {}
    }
  }

  private void note(@Nullable Holding holding) {
    if (holding == null) {
      return;
    }
    String queue = holding.queue();
    if (queue == null) {
      queues.remove(holding.place());
    } else {
      queues.put(holding.place(), queue);
    }
  }

  void forget(String place) {
    queues.remove(place);
  }

  List<String> all() {
    return List.copyOf(queues.keySet());
  }

  Map<String, String> carry() {
    return Map.copyOf(queues);
  }
}
