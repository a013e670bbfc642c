package io.codextemporal.workflow;

import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.protocol.UserText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came in and is not done yet: which op ids were seen, pieces of long texts, and the messages
 * that wait for their turn, oldest first. All that waits stays under {@link #ROOM} bytes, so that
 * it fits into a snapshot.
 */
final class Mailbox {
  static final int REMEMBERED_IDS = 1_000;
  static final int ROOM = 1_000_000;

  private final Set<OpId> seen;
  private final Map<String, TreeMap<Integer, String>> blobs = new LinkedHashMap<>();
  private final List<Waiting> queue;

  Mailbox(Carried carried) {
    seen = new LinkedHashSet<>(carried.seen());
    queue = new ArrayList<>(carried.queue());
    carried.pieces().forEach(piece -> put(piece.blob(), piece.index(), piece.text()));
  }

  /** Whether this id is new; it is not from now on. */
  boolean firstTime(OpId id) {
    boolean first = seen.add(id);
    if (seen.size() > REMEMBERED_IDS) {
      seen.remove(seen.iterator().next());
    }
    return first;
  }

  /** Why these many more bytes do not fit, or empty. */
  Optional<String> refusal(long bytes) {
    return bytes() + bytes > ROOM
        ? Optional.of(
            "more than "
                + ROOM
                + " bytes would wait in this session; send less, or wait until it has worked on")
        : Optional.empty();
  }

  void put(Op.TextChunk chunk) {
    put(chunk.blob(), chunk.index(), chunk.text());
  }

  private void put(String blob, int index, String text) {
    blobs.computeIfAbsent(blob, name -> new TreeMap<>()).put(index, text);
  }

  /** Why a text is not there in full, or empty. */
  Optional<String> incomplete(UserText text) {
    if (text.images().size() > MessageNames.MOST_IMAGES) {
      return Optional.of("a message takes at most " + MessageNames.MOST_IMAGES + " images");
    }
    if (text.blob() == null) {
      return text.inline().isBlank() && text.images().isEmpty()
          ? Optional.of("the message is empty")
          : Optional.empty();
    }
    TreeMap<Integer, String> pieces = blobs.getOrDefault(text.blob(), new TreeMap<>());
    boolean complete =
        !pieces.isEmpty()
            && pieces.size() == text.chunks()
            && pieces.firstKey() == 0
            && pieces.lastKey() == text.chunks() - 1;
    return complete
        ? Optional.empty()
        : Optional.of(
            pieces.size()
                + " of the "
                + text.chunks()
                + " pieces of this message have come; send it again, whole");
  }

  /** The words of a complete text; its pieces are gone then. */
  String take(UserText text) {
    @Nullable String blob = text.blob();
    if (blob == null) {
      return text.inline();
    }
    TreeMap<Integer, String> pieces = blobs.remove(blob);
    return pieces == null ? "" : String.join("", pieces.values());
  }

  boolean hasWaiting() {
    return !queue.isEmpty();
  }

  void add(Waiting message) {
    queue.add(message);
  }

  /** Puts messages before all others, in this order. */
  void addFirst(List<Waiting> messages) {
    queue.addAll(0, messages);
  }

  Waiting next() {
    return queue.removeFirst();
  }

  boolean holds(OpId entry) {
    return queue.stream().anyMatch(message -> message.op().equals(entry));
  }

  void edit(OpId entry, String text, List<UserImage> images) {
    queue.replaceAll(
        message -> message.op().equals(entry) ? message.edited(text, images) : message);
  }

  void drop(OpId entry) {
    queue.removeIf(message -> message.op().equals(entry));
  }

  /** Forgets all that waits; returns how many messages that were. */
  int clear() {
    int dropped = queue.size();
    queue.clear();
    blobs.clear();
    return dropped;
  }

  List<QueuedMessage> shown() {
    return queue.stream().map(Waiting::shown).toList();
  }

  /** The size of all that waits, in UTF-8. */
  long bytes() {
    long pieces =
        blobs.values().stream()
            .flatMap(blob -> blob.values().stream())
            .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum();
    return pieces + queue.stream().mapToLong(Waiting::bytes).sum();
  }

  Carried carry() {
    List<Piece> pieces = new ArrayList<>();
    blobs.forEach(
        (blob, texts) -> texts.forEach((index, text) -> pieces.add(new Piece(blob, index, text))));
    return new Carried(List.copyOf(seen), queue, pieces);
  }

  /** The mailbox as the snapshot holds it. */
  record Carried(List<OpId> seen, List<Waiting> queue, List<Piece> pieces) {
    static final Carried EMPTY = new Carried(List.of(), List.of(), List.of());

    Carried {
      seen = List.copyOf(seen);
      queue = List.copyOf(queue);
      pieces = List.copyOf(pieces);
    }
  }

  /** A piece of a long text. */
  record Piece(String blob, int index, String text) {}
}
