package io.codextemporal.conversation;

import io.codextemporal.protocol.CallId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the model sees, in order, with a digest of every beginning.
 *
 * <p>The digest of n items is SHA-256 of the digest of n-1 items (its hex text, empty for none)
 * followed by the nth item's JSON, both UTF-8. A history only grows, except that {@link #replace}
 * puts another in its place and counts the generation up; beginnings that did not change keep their
 * digests. Not thread-safe: a workflow's coroutines take turns.
 */
public final class History {
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> calls = new HashSet<>();
  private final Map<String, OpenCall> open = new LinkedHashMap<>();
  private long bytes;
  private int generation;
  private int answered;

  public History() {}

  /**
   * A history as another run held it.
   *
   * @param answered how many items the last answered request had
   */
  public History(int generation, int answered, List<HistoryEntry> entries) {
    this.generation = generation;
    this.answered = Math.min(answered, entries.size());
    entries.forEach(this::append);
  }

  public void append(ConversationItem item) {
    append(item, null);
  }

  /** Appends an item that the machine's store keeps under {@code kept}, null when it does not. */
  public void append(ConversationItem item, @Nullable String kept) {
    append(new HistoryEntry(item, kept));
  }

  private void append(HistoryEntry entry) {
    entries.add(new Entry(entry, chain(prefix().digest(), entry.item())));
    bytes += entry.bytes();
    CallItem.of(entry.item()).ifPresent(this::count);
  }

  private void count(CallItem item) {
    if (item.output()) {
      open.remove(item.callId());
    } else if (calls.add(item.callId()) && !item.callId().isBlank()) {
      open.put(item.callId(), new OpenCall(new CallId(item.callId()), item.custom()));
    }
  }

  /**
   * Puts other items in the place of all there are. What an answered request had of them up to the
   * first change counts as answered still.
   */
  public void replace(List<HistoryEntry> replacement) {
    int same = 0;
    while (same < Math.min(answered, replacement.size())
        && entries.get(same).entry().item().equals(replacement.get(same).item())) {
      same++;
    }
    entries.clear();
    calls.clear();
    open.clear();
    bytes = 0;
    answered = same;
    generation++;
    replacement.forEach(this::append);
  }

  /** Counts up with every {@link #replace}. */
  public int generation() {
    return generation;
  }

  /** All of it, as of now. */
  public Prefix prefix() {
    return prefix(entries.size());
  }

  public Prefix prefix(int count) {
    return count == 0 ? Prefix.EMPTY : new Prefix(count, entries.get(count - 1).digest());
  }

  /** The longest beginning a worker has answered from: what a model call may take for known. */
  public Prefix answered() {
    return prefix(answered);
  }

  /** Remembers that a request with these items, which this history begins with, was answered. */
  public void markAnswered(Prefix request) {
    if (request.count() <= size() && prefix(request.count()).equals(request)) {
      answered = request.count();
    }
  }

  public int size() {
    return entries.size();
  }

  /** The size of all items' JSON in UTF-8. */
  public long bytes() {
    return bytes;
  }

  public List<ConversationItem> items() {
    return entries.stream().map(entry -> entry.entry().item()).toList();
  }

  /** All of it, to be carried into another run. */
  public List<HistoryEntry> entries() {
    return entries.stream().map(Entry::entry).toList();
  }

  /** What came after {@code base}, as a model call carries it. */
  public List<DeltaItem> since(Prefix base) {
    return entries.subList(base.count(), entries.size()).stream()
        .map(entry -> entry.entry().delta())
        .toList();
  }

  /**
   * The items from one index on, as many as {@code maxBytes} hold, at least one; empty past the
   * end.
   */
  public List<ConversationItem> page(int from, int maxBytes) {
    List<ConversationItem> page = new ArrayList<>();
    long room = maxBytes;
    for (int i = Math.max(0, from); i < entries.size(); i++) {
      HistoryEntry entry = entries.get(i).entry();
      room -= entry.bytes();
      if (room < 0 && !page.isEmpty()) {
        break;
      }
      page.add(entry.item());
    }
    return List.copyOf(page);
  }

  /** Whether some call of this history has that id. */
  public boolean hasCall(String callId) {
    return calls.contains(callId);
  }

  /** Calls without an output, in order; another request with one of them would be refused. */
  public List<OpenCall> openCalls() {
    return List.copyOf(open.values());
  }

  /** One link of the digest chain. */
  public static String chain(String before, ConversationItem item) {
    return Sha256.hex(before, item.json());
  }

  private record Entry(HistoryEntry entry, String digest) {}
}
