package io.codextemporal.workflow;

import io.codextemporal.tool.Holding;
import io.codextemporal.tool.ToolOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which worker holds what of this session that lives in one process: queues by place. */
final class HeldPlaces {
  private final Map<String, String> queues;
  private final List<String> asking = new ArrayList<>();

  HeldPlaces(Map<String, String> carried) {
    queues = new LinkedHashMap<>(carried);
  }

  /** The queue of the worker that holds it, as far as is known. */
  @Nullable String ownerOf(@Nullable String place) {
    return place == null ? null : queues.get(place);
  }

  /** Learns from the end of a call; returns what that was. */
  @Nullable Holding note(ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Judged judged -> note(judged.outcome());
      case ToolOutcome.Completed completed -> note(completed.holding());
      case ToolOutcome.NeedsApproval ignored -> null;
      case ToolOutcome.Refused ignored -> null;
      case ToolOutcome.OutcomeUnknown ignored -> null;
      case ToolOutcome.Unreadable ignored -> null;
    };
  }

  private @Nullable Holding note(@Nullable Holding holding) {
    if (holding != null) {
      String queue = holding.queue();
      if (queue == null) {
        queues.remove(holding.place());
      } else {
        queues.put(holding.place(), queue);
      }
    }
    return holding;
  }

  /** A call of that place begins. */
  void ask(@Nullable String place) {
    if (place != null) {
      asking.add(place);
    }
  }

  /** It has ended. */
  void asked(@Nullable String place) {
    if (place != null) {
      asking.remove(place);
    }
  }

  /** Whether a call of that place is under way. */
  boolean isAsked(String place) {
    return asking.contains(place);
  }

  void put(String place, String queue) {
    queues.put(place, queue);
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
