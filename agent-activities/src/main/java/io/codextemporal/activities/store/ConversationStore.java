package io.codextemporal.activities.store;

import io.codextemporal.activity.ModelCall;
import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.DeltaItem;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes whole conversations out of a known beginning and what came since.
 *
 * <p>A cache: every answer is checked by the digest chain, and whatever is missing, damaged or
 * deleted is read back from the session itself, one rebuild per session at a time. A full disk
 * costs later rebuilds, nothing else. Thread-safe; several workers may share a folder.
 */
public final class ConversationStore {
  static final Logger LOG = LoggerFactory.getLogger(ConversationStore.class);

  private static final int PAGE_BYTES = 500_000;
  private static final int STRIPES = 256;

  private final Path folder;
  private final ConversationPages pages;
  private final ConversationCache cache;
  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

  /**
   * @param folder {@code Places.store()}
   * @param memoryBytes how much of it may be kept in memory
   */
  public ConversationStore(Path folder, long memoryBytes, ConversationPages pages) {
    this.folder = folder;
    this.pages = pages;
    this.cache = new ConversationCache(memoryBytes);
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** The conversation that the call names, whole. */
  public List<ConversationItem> open(ModelCall call) throws ConversationLostException {
    ReentrantLock lock = lock(call.session());
    lock.lock();
    try {
      String name = name(call.session(), call.conversation());
      Optional<Conversation> known = known(name, call);
      if (known.isEmpty()) {
        known = Optional.of(rebuild(call));
        save(name, known.get(), 0);
      }
      return known.get().items().subList(0, call.whole().count());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes in what the model answered to the call, so that later calls may name its items by their
   * digests. What an earlier attempt's answer left there is forgotten.
   */
  public void answered(ModelCall call, List<ConversationItem> items) {
    ReentrantLock lock = lock(call.session());
    lock.lock();
    try {
      String name = name(call.session(), call.conversation());
      Optional<Conversation> known = known(name, call);
      if (known.isPresent()) {
        known.get().truncate(call.whole().count());
        items.forEach(known.get()::append);
        save(name, known.get(), call.whole().count());
      } else {
        items.forEach(item -> keep(call.session(), item));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps an item under its digest; empty when the disk does not take it. */
  public Optional<String> keep(SessionId session, ConversationItem item) {
    try {
      return Optional.of(kept(session).keep(item));
    } catch (IOException e) {
      LOG.warn("An item of session {} could not be kept: {}", session, e.toString());
      return Optional.empty();
    }
  }

  /** Forgets a session that is closed for good. */
  public void forget(SessionId session) {
    ReentrantLock lock = lock(session);
    lock.lock();
    try {
      FolderSweep.delete(session(session));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Conversation> known(String name, ModelCall call) {
    Optional<Conversation> cached =
        cache.find(name).filter(c -> extended(name, c, call)).or(() -> fromDisk(name, call));
    if (cached.isEmpty()) {
      cache.remove(name);
    }
    return cached;
  }

  private Optional<Conversation> fromDisk(String name, ModelCall call) {
    try {
      Conversation read = new ConversationFile(file(name)).read();
      return Optional.of(read).filter(conversation -> extended(name, conversation, call));
    } catch (IOException e) {
      LOG.warn("The conversation {} could not be read: {}", name, e.toString());
      return Optional.empty();
    }
  }

  /** Makes it hold the whole of the call, if it holds its base and the delta is to be had. */
  private boolean extended(String name, Conversation conversation, ModelCall call) {
    if (conversation.holds(call.whole())) {
      cache.put(name, conversation);
      return true;
    }
    if (!conversation.holds(call.base())) {
      return false;
    }
    List<ConversationItem> delta = new ArrayList<>();
    List<ConversationItem> after = List.copyOf(conversation.from(call.base().count()));
    for (DeltaItem item : call.delta()) {
      Optional<ConversationItem> found = resolve(call.session(), item, after);
      if (found.isEmpty()) {
        return false;
      }
      delta.add(found.get());
    }
    conversation.truncate(call.base().count());
    delta.forEach(conversation::append);
    if (!conversation.holds(call.whole())) {
      return false;
    }
    if (save(name, conversation, call.base().count())) {
      dropKept(call);
    }
    return true;
  }

  /** {@code after}: what the store has of this conversation beyond the call's base. */
  private Optional<ConversationItem> resolve(
      SessionId session, DeltaItem item, List<ConversationItem> after) {
    return switch (item) {
      case DeltaItem.Inline inline -> Optional.of(inline.item());
      case DeltaItem.Kept(String digest) ->
          after.stream()
              .filter(there -> Sha256.hex(there.json()).equals(digest))
              .findFirst()
              .or(() -> kept(session).find(digest));
    };
  }

  private void dropKept(ModelCall call) {
    for (DeltaItem item : call.delta()) {
      if (item instanceof DeltaItem.Kept(String digest)) {
        kept(call.session()).drop(digest);
      }
    }
  }

  private boolean save(String name, Conversation conversation, int before) {
    cache.put(name, conversation);
    try {
      new ConversationFile(file(name)).write(conversation, before);
      return true;
    } catch (IOException e) {
      LOG.warn("The conversation {} could not be written: {}", name, e.toString());
      return false;
    }
  }

  /** Reads it back from the session, twice if it has changed meanwhile. */
  private Conversation rebuild(ModelCall call) throws ConversationLostException {
    for (int attempt = 1; ; attempt++) {
      Conversation conversation = new Conversation();
      readBack(call, conversation);
      if (conversation.holds(call.whole())) {
        LOG.info(
            "Conversation of session {} rebuilt: {} items", call.session(), call.whole().count());
        return conversation;
      }
      if (attempt == 2) {
        throw new ConversationLostException(
            "the session's conversation of "
                + conversation.count()
                + " items is not the one the model was to be asked with ("
                + call.whole().count()
                + " items, "
                + call.whole().digest()
                + ")",
            false);
      }
    }
  }

  private void readBack(ModelCall call, Conversation conversation)
      throws ConversationLostException {
    Prefix whole = call.whole();
    while (conversation.count() < whole.count()) {
      PageReply page =
          pages.load(
              new PageRequest(
                  call.session(), "", call.conversation(), conversation.count(), PAGE_BYTES));
      if (page.missing() != null) {
        throw new ConversationLostException(
            "the session could not be asked for its conversation: " + page.missing(), true);
      }
      page.items().forEach(conversation::append);
      if (page.items().isEmpty()) {
        return;
      }
    }
    conversation.truncate(whole.count());
  }

  private KeptItems kept(SessionId session) {
    return new KeptItems(session(session).resolve("kept"));
  }

  private Path file(String name) {
    return folder.resolve(name + ".items");
  }

  private String name(SessionId session, int conversation) {
    return folderName(session) + "/" + conversation;
  }

  private Path session(SessionId session) {
    return folder.resolve(folderName(session));
  }

  /** Ids are UUIDs; what is not plain gets a plain name. */
  private static String folderName(SessionId session) {
    return session.value().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
        ? session.value()
        : Sha256.hex(session.value());
  }

  private ReentrantLock lock(SessionId session) {
    return locks[Math.floorMod(session.hashCode(), STRIPES)];
  }
}
