package io.codextemporal.activities.dispatch;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.protocol.SessionId;
import java.util.Optional;

/** Port: the machine's store of conversation items. */
public interface OutputKeeper {
  /** Keeps the item under the digest of its JSON; empty when it cannot. */
  Optional<String> keep(SessionId session, ConversationItem item);
}
