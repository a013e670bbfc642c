package io.codextemporal.tui.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.codextemporal.config.HeldLock;
import io.codextemporal.config.Places;
import io.codextemporal.config.PrivateFiles;
import io.codextemporal.wire.WireJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The prompts of every session, in {@code history.jsonl} of Codex's home and in its format: one
 * object a line with {@code session_id}, {@code ts} (seconds) and {@code text}. Lines are appended
 * whole, under a lock; lines that are none are passed over. Used by one thread.
 */
final class PromptHistory {
  private static final int READ_BYTES = 1_000_000;
  private static final int MOST_PROMPTS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A file that is too long is cut to that part of what is allowed, so that it is cut seldom. */
  private static final double KEPT = 0.8;

  private final Path file;
  private final Path lock;
  private boolean saves = true;
  private Optional<Long> mostBytes = Optional.empty();

  PromptHistory(Places places) {
    this.file = places.codexHome().resolve("history.jsonl");
    this.lock = places.state().resolve("history.lock");
  }

  /** {@code [history]}: {@code persistence} and {@code max_bytes}. */
  void obey(Optional<String> persistence, Optional<Long> maxBytes) {
    saves = !persistence.orElse("save-all").equals("none");
    mostBytes = maxBytes.filter(bytes -> bytes > 0);
  }

  /** Oldest first; the newest thousand at most. */
  List<String> load() {
    List<String> prompts = new ArrayList<>();
    for (String line : tail().split("\n")) {
      text(line).ifPresent(prompts::add);
    }
    return prompts.subList(Math.max(0, prompts.size() - MOST_PROMPTS), prompts.size());
  }

  void append(String session, long seconds, String text) throws IOException {
    if (!saves) {
      return;
    }
    String line =
        JsonNodeFactory.instance
                .objectNode()
                .put("session_id", session)
                .put("ts", seconds)
                .put("text", text)
            + "\n";
    try (HeldLock held = HeldLock.take(lock, PATIENCE).orElse(null)) {
      make();
      Files.writeString(file, line, StandardOpenOption.APPEND);
      if (held != null) {
        cut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void make() throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
          .close();
    }
  }

  private void cut() throws IOException {
    if (mostBytes.isEmpty() || Files.size(file) <= mostBytes.get()) {
      return;
    }
    String[] lines = Files.readString(file).split("(?<=\n)");
    long room = (long) (mostBytes.get() * KEPT);
    int from = lines.length;
    while (from > 0) {
      room -= lines[from - 1].getBytes(StandardCharsets.UTF_8).length;
      if (room < 0 && from < lines.length) {
        break;
      }
      from--;
    }
    PrivateFiles.write(file, String.join("", List.of(lines).subList(from, lines.length)));
  }

  /** The end of the file, from a line's begin. */
  private String tail() {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - READ_BYTES);
      in.seek(from);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<String> text(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode node = WireJson.mapper().readTree(line);
      return Optional.ofNullable(node.path("text").textValue());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
