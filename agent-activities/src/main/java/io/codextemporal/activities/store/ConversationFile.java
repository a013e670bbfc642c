package io.codextemporal.activities.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.codextemporal.conversation.ConversationItem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * A conversation on disk: a record an item, its length (4 bytes), the digest of the beginning it
 * ends (32 bytes) and its JSON in UTF-8.
 *
 * <p>Reading stops at the first record that is cut or whose digest is not that of the chain, so a
 * damaged file is a shorter conversation, never an error. Writing finds out whether the file is as
 * this process left it; if not, it writes the whole anew. Other processes are kept out by a file
 * lock, other threads by the session's lock.
 */
final class ConversationFile {
  static final int RECORD_BYTES = 4 + 32;

  private static final int MAX_ITEM = 64 * 1024 * 1024;

  private final Path file;

  ConversationFile(Path file) {
    this.file = file;
  }

  /** What the file holds and can be proved to be whole; empty when it is not there. */
  Conversation read() throws IOException {
    Conversation conversation = new Conversation();
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return conversation;
    }
    byte[] digest = new byte[32];
    while (bytes.remaining() >= RECORD_BYTES) {
      int length = bytes.getInt();
      bytes.get(digest);
      if (length < 0 || length > MAX_ITEM || length > bytes.remaining()) {
        break;
      }
      byte[] json = new byte[length];
      bytes.get(json);
      conversation.append(new ConversationItem(new String(json, StandardCharsets.UTF_8)));
      if (!digest(conversation).equals(HexFormat.of().formatHex(digest))) {
        conversation.truncate(conversation.count() - 1);
        break;
      }
    }
    return conversation;
  }

  /**
   * Makes the file hold the conversation, given that this process left its first {@code before}
   * items there.
   */
  void write(Conversation conversation, int before) throws IOException {
    Files.createDirectories(file.getParent());
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      lock(channel);
      int from = endsWith(channel, conversation, before) ? before : 0;
      ByteBuffer records = records(conversation, from);
      channel.truncate(conversation.end(from));
      channel.position(conversation.end(from));
      while (records.hasRemaining()) {
        channel.write(records);
      }
    }
  }

  /** Keeps others out until the channel is closed. */
  private static void lock(FileChannel channel) throws IOException {
    try {
      channel.lock();
    } catch (OverlappingFileLockException e) {
      throw new IOException("another store of this process writes the file", e);
    }
  }

  /** Whether the record that ends the beginning of so many items stands where it must. */
  private static boolean endsWith(FileChannel channel, Conversation conversation, int count)
      throws IOException {
    if (count == 0) {
      return true;
    }
    long start = conversation.end(count - 1);
    if (channel.size() < conversation.end(count)) {
      return false;
    }
    ByteBuffer head = ByteBuffer.allocate(RECORD_BYTES);
    while (head.hasRemaining() && channel.read(head, start + head.position()) > 0) {
      continue;
    }
    byte[] digest = new byte[32];
    head.position(4).get(digest);
    return HexFormat.of().formatHex(digest).equals(conversation.prefix(count).digest());
  }

  private static ByteBuffer records(Conversation conversation, int from) {
    long size = conversation.end(conversation.count()) - conversation.end(from);
    ByteBuffer records = ByteBuffer.allocate(Math.toIntExact(size));
    List<ConversationItem> items = conversation.from(from);
    for (int i = 0; i < items.size(); i++) {
      byte[] json = items.get(i).json().getBytes(StandardCharsets.UTF_8);
      records.putInt(json.length);
      records.put(HexFormat.of().parseHex(conversation.prefix(from + i + 1).digest()));
      records.put(json);
    }
    return records.flip();
  }

  private static String digest(Conversation conversation) {
    return conversation.prefix(conversation.count()).digest();
  }
}
