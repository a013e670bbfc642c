package io.codextemporal.activities.store;

import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;

/** Port: asks a session for a page of its conversation. Never throws; blocks for a moment. */
@FunctionalInterface
public interface ConversationPages {
  PageReply load(PageRequest request);
}
