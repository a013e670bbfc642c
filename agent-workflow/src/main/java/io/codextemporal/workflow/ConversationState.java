package io.codextemporal.workflow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.codextemporal.conversation.HistoryEntry;
import io.codextemporal.conversation.Prefix;
import java.util.List;

/** What the model sees, as a snapshot holds it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConversationState.Whole.class, name = "whole"),
  @JsonSubTypes.Type(value = ConversationState.Paged.class, name = "paged")
})
sealed interface ConversationState {
  /**
   * All of it.
   *
   * @param answered how many items the last answered request had
   */
  record Whole(int generation, int answered, List<HistoryEntry> entries)
      implements ConversationState {
    public Whole {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Where to read it: too large for a snapshot.
   *
   * @param runId the run that holds it
   * @param whole what must come of reading
   * @param tail the items after the last answered request, with their names in the store
   */
  record Paged(String runId, int generation, int answered, Prefix whole, List<HistoryEntry> tail)
      implements ConversationState {
    public Paged {
      tail = List.copyOf(tail);
    }
  }
}
