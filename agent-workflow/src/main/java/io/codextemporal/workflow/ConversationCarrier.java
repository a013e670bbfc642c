package io.codextemporal.workflow;

import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.HistoryEntry;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionId;
import io.temporal.workflow.Async;
import java.util.ArrayList;
import java.util.List;

/** Brings a conversation from one run into the next: in the snapshot, or page by page. */
final class ConversationCarrier {
  /** What is larger goes by pages; bytes of JSON before compression. */
  static final long MOST_WHOLE = 1_000_000;

  private final SessionId session;
  private final ActivityStubs stubs;

  ConversationCarrier(SessionId session, ActivityStubs stubs) {
    this.session = session;
    this.stubs = stubs;
  }

  /** Packs a history for a snapshot that has so many bytes left for it. */
  static ConversationState pack(History history, String runId, long room) {
    List<HistoryEntry> entries = history.entries();
    int answered = history.answered().count();
    if (history.bytes() <= Math.min(room, MOST_WHOLE)) {
      return new ConversationState.Whole(history.generation(), answered, entries);
    }
    List<HistoryEntry> tail = entries.subList(answered, entries.size());
    long tailBytes = tail.stream().mapToLong(HistoryEntry::bytes).sum();
    return new ConversationState.Paged(
        runId,
        history.generation(),
        answered,
        history.prefix(),
        tailBytes <= MessageNames.MAX_INLINE_BYTES ? tail : List.of());
  }

  /** A conversation that was read back, and what of it is missing; empty when nothing is. */
  record Unpacked(History history, String missing) {}

  /** Unpacks; blocks while pages come. */
  Unpacked unpack(ConversationState state) {
    return switch (state) {
      case ConversationState.Whole(int generation, int answered, var entries) ->
          new Unpacked(new History(generation, answered, entries), "");
      case ConversationState.Paged paged -> read(paged);
    };
  }

  private Unpacked read(ConversationState.Paged paged) {
    int total = paged.whole().count();
    int inPages = total - paged.tail().size();
    List<HistoryEntry> entries = new ArrayList<>(total);
    String missing = "";
    while (entries.size() < inPages && missing.isEmpty()) {
      PageReply page = page(paged, entries.size());
      List<ConversationItem> items = page.items();
      if (page.missing() != null || items.isEmpty()) {
        missing = page.missing() == null ? "a page was empty" : page.missing();
      }
      items.stream()
          .limit(inPages - entries.size())
          .forEach(item -> entries.add(HistoryEntry.of(item)));
    }
    if (missing.isEmpty()) {
      entries.addAll(paged.tail());
    }
    History history = new History(paged.generation(), paged.answered(), entries);
    boolean exact = history.prefix().equals(paged.whole());
    return new Unpacked(
        history, missing.isEmpty() && !exact ? "what came is not what was left" : missing);
  }

  private PageReply page(ConversationState.Paged paged, int from) {
    PageRequest request =
        new PageRequest(
            session, paged.runId(), paged.generation(), from, MessageNames.MAX_INLINE_BYTES);
    Running<PageReply> running = Running.start(() -> Async.function(stubs.pages()::load, request));
    return switch (running.await()) {
      case Running.End.Returned<PageReply>(PageReply page) -> page;
      case Running.End.Failed<PageReply>(String type, String message) ->
          PageReply.unreadable(message);
      case Running.End.TimedOut<PageReply> timeout -> PageReply.unreadable("it took too long");
      case Running.End.Cancelled<PageReply> cancelled -> PageReply.unreadable("it was cancelled");
    };
  }
}
