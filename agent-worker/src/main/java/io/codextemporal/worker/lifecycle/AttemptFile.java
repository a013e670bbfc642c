package io.codextemporal.worker.lifecycle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts that this process works at, in a file that outlives it: fixed slots of 1 kB, a
 * length and a line each.
 *
 * <p>One write of a few hundred bytes at an attempt's begin and one of four bytes at its end, no
 * sync: what a killed process wrote stays in the kernel's cache, and after a power cut every worker
 * is looked for in another way. Whatever does not fit (too many, too long) is simply not there.
 * Thread-safe; a thread's interrupt does not close the file.
 */
public final class AttemptFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptFile.class);
  private static final int SLOT = 1024;
  private static final int SLOTS = 1024;

  private final RandomAccessFile file;
  private final Map<com.google.protobuf.ByteString, Slot> running = new LinkedHashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private long lastChange = System.nanoTime();

  private record Slot(int number, Attempt attempt) {}

  public AttemptFile(Path path) throws IOException {
    Files.deleteIfExists(path);
    this.file = new RandomAccessFile(path.toFile(), "rw");
    for (int slot = 0; slot < SLOTS; slot++) {
      free.add(slot);
    }
  }

  public synchronized void begin(Attempt attempt) {
    byte[] line = attempt.toBytes();
    Integer slot = line.length > SLOT - Integer.BYTES ? null : free.poll();
    lastChange = System.nanoTime();
    running.put(attempt.token(), new Slot(slot == null ? -1 : slot, attempt));
    if (slot != null) {
      write(slot, line);
    }
  }

  public synchronized void end(com.google.protobuf.ByteString token) {
    Slot slot = running.remove(token);
    lastChange = System.nanoTime();
    if (slot != null && slot.number() >= 0) {
      write(slot.number(), new byte[0]);
      free.push(slot.number());
    }
  }

  /** What runs now, oldest first. */
  public synchronized List<Attempt> running() {
    return running.values().stream().map(Slot::attempt).toList();
  }

  /** For how long nothing has begun or ended, nanoseconds; 0 while something runs. */
  public synchronized long quietNanos() {
    return running.isEmpty() ? System.nanoTime() - lastChange : 0;
  }

  /** What the process that wrote the file had not ended; nothing where there is no such file. */
  public static List<Attempt> left(Path path) {
    if (!Files.exists(path)) {
      return List.of();
    }
    List<Attempt> left = new ArrayList<>();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      for (long at = 0; at + Integer.BYTES <= file.length(); at += SLOT) {
        file.seek(at);
        read(file).ifPresent(left::add);
      }
    } catch (IOException e) {
      LOG.warn("cannot read the attempts in {}: {}", path, e.getMessage());
    }
    return left;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static Optional<Attempt> read(RandomAccessFile file) throws IOException {
    int length = file.readInt();
    if (length <= 0 || length > SLOT - Integer.BYTES) {
      return Optional.empty();
    }
    byte[] line = new byte[length];
    return file.read(line) == length ? Attempt.parse(line) : Optional.empty();
  }

  private void write(int slot, byte[] line) {
    try {
      byte[] bytes =
          java.nio.ByteBuffer.allocate(Integer.BYTES + line.length)
              .putInt(line.length)
              .put(line)
              .array();
      file.seek((long) slot * SLOT);
      file.write(bytes);
    } catch (IOException e) {
      LOG.warn("cannot note an attempt: {}", e.getMessage());
    }
  }
}
