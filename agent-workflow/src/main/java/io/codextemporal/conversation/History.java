package io.codextemporal.conversation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model sees, in order, with a digest of every beginning.
 *
 * <p>The digest of n items is SHA-256 of the digest of n-1 items (its hex text, empty for none)
 * followed by the nth item's JSON, both UTF-8. Not thread-safe: a workflow's coroutines take turns.
 */
public final class History {
  private final List<Entry> entries = new ArrayList<>();

  public void append(ConversationItem item) {
    append(item, null);
  }

  /** Appends an item that the machine's store keeps under {@code kept}, null when it does not. */
  public void append(ConversationItem item, @Nullable String kept) {
    entries.add(new Entry(item, kept, chain(prefix().digest(), item)));
  }

  /** All of it, as of now. */
  public Prefix prefix() {
    return prefix(entries.size());
  }

  public Prefix prefix(int count) {
    return count == 0 ? Prefix.EMPTY : new Prefix(count, entries.get(count - 1).digest());
  }

  public int size() {
    return entries.size();
  }

  public List<ConversationItem> items() {
    return entries.stream().map(Entry::item).toList();
  }

  /** What came after {@code base}, as a model call carries it. */
  public List<DeltaItem> since(Prefix base) {
    return entries.subList(base.count(), entries.size()).stream().map(Entry::delta).toList();
  }

  /** One link of the digest chain. */
  public static String chain(String before, ConversationItem item) {
    return Sha256.hex(before, item.json());
  }

  private record Entry(ConversationItem item, @Nullable String kept, String digest) {
    DeltaItem delta() {
      return kept == null ? new DeltaItem.Inline(item) : new DeltaItem.Kept(kept);
    }
  }
}
