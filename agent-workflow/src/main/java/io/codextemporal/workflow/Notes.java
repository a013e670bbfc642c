package io.codextemporal.workflow;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import java.util.ArrayList;
import java.util.List;

/** What the model is to be told with its next request, and is in no history yet. */
final class Notes {
  private final List<ConversationItem> items;

  Notes(List<ConversationItem> carried) {
    items = new ArrayList<>(carried);
  }

  void add(ConversationItem item) {
    items.add(item);
  }

  /** Moves them into the history. */
  void tell(History history) {
    take().forEach(history::append);
  }

  /** Hands them over. */
  List<ConversationItem> take() {
    List<ConversationItem> taken = List.copyOf(items);
    items.clear();
    return taken;
  }

  List<ConversationItem> carry() {
    return List.copyOf(items);
  }
}
