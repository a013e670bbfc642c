package io.codextemporal.activities.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The conversations used last, in memory, bounded in bytes. Thread-safe. */
final class ConversationCache {
  private final Map<String, Conversation> byName = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private final long maxBytes;
  private long bytes;

  ConversationCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<Conversation> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Puts it first in line and lets go of those used longest ago; one that is too big is not kept.
   */
  synchronized void put(String name, Conversation conversation) {
    remove(name);
    byName.put(name, conversation);
    sizes.put(name, conversation.bytes());
    bytes += conversation.bytes();
    while (bytes > maxBytes) {
      remove(byName.keySet().iterator().next());
    }
  }

  synchronized void remove(String name) {
    if (byName.remove(name) != null) {
      bytes -= Objects.requireNonNull(sizes.remove(name));
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
