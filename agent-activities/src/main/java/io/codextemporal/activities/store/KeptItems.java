package io.codextemporal.activities.store;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Items of one session by the digest of their JSON, one file each, until the conversation has taken
 * them in. What is gone or damaged is not there. Thread-safe.
 */
final class KeptItems {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  KeptItems(Path folder) {
    this.folder = folder;
  }

  String keep(ConversationItem item) throws IOException {
    String digest = Sha256.hex(item.json());
    Files.createDirectories(folder);
    String fresh = digest + "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Path written = Files.writeString(folder.resolve(fresh), item.json());
    Files.move(written, folder.resolve(digest), StandardCopyOption.ATOMIC_MOVE);
    return digest;
  }

  Optional<ConversationItem> find(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      return Optional.empty();
    }
    try {
      String json = Files.readString(folder.resolve(digest));
      return Optional.of(new ConversationItem(json))
          .filter(item -> Sha256.hex(item.json()).equals(digest));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The conversation has it now. */
  void drop(String digest) {
    try {
      Files.deleteIfExists(folder.resolve(digest));
    } catch (IOException e) {
      ConversationStore.LOG.debug("A kept item stays: {}", e.toString());
    }
  }
}
