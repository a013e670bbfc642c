package io.codextemporal.activities.store;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation with the digest of every beginning and its place in its file.
 *
 * <p>Not thread-safe: guarded by its session's lock.
 */
final class Conversation {
  private final List<ConversationItem> items = new ArrayList<>();
  private final List<String> digests = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();

  int count() {
    return items.size();
  }

  List<ConversationItem> items() {
    return List.copyOf(items);
  }

  List<ConversationItem> from(int index) {
    return items.subList(index, items.size());
  }

  Prefix prefix(int count) {
    return count == 0 ? Prefix.EMPTY : new Prefix(count, digests.get(count - 1));
  }

  boolean holds(Prefix prefix) {
    return prefix.count() <= count() && prefix(prefix.count()).equals(prefix);
  }

  /** Where in the file the first {@code count} items end, bytes. */
  long end(int count) {
    return count == 0 ? 0 : ends.get(count - 1);
  }

  /** About what it takes of memory, bytes. */
  long bytes() {
    return end(count()) + 200L * count();
  }

  void append(ConversationItem item) {
    String digest = History.chain(prefix(count()).digest(), item);
    long bytes = item.json().getBytes(StandardCharsets.UTF_8).length;
    ends.add(end(count()) + ConversationFile.RECORD_BYTES + bytes);
    items.add(item);
    digests.add(digest);
  }

  void truncate(int count) {
    items.subList(count, items.size()).clear();
    digests.subList(count, digests.size()).clear();
    ends.subList(count, ends.size()).clear();
  }
}
