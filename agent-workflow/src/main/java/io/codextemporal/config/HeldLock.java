package io.codextemporal.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file that one process holds until it lets go or dies, however it dies.
 *
 * <p>The file stays; only the lock counts. It is never opened for anything else: closing any handle
 * of a locked file lets the lock go.
 */
public final class HeldLock implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(20);

  /**
   * What this process holds. Looked at before a file is opened: closing a second handle of a file
   * would let go the lock taken through the first.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private HeldLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or returns empty when another process, or this one, holds it. */
  public static Optional<HeldLock> tryTake(Path path) {
    Path file = path.toAbsolutePath().normalize();
    if (!OURS.add(file)) {
      return Optional.empty();
    }
    Optional<HeldLock> lock = Optional.empty();
    try {
      FileChannel channel = open(file);
      if (channel.tryLock() == null) {
        channel.close();
      } else {
        lock = Optional.of(new HeldLock(file, channel));
      }
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    } finally {
      if (lock.isEmpty()) {
        OURS.remove(file);
      }
    }
  }

  /** Takes the lock, waiting for it at most this long. */
  public static Optional<HeldLock> take(Path file, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<HeldLock> lock = tryTake(file);
    while (lock.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(RETRY);
      lock = tryTake(file);
    }
    return lock;
  }

  /** Whether some process holds the lock now. */
  public static boolean held(Path file) {
    if (!Files.exists(file)) {
      return false;
    }
    Optional<HeldLock> lock = tryTake(file);
    lock.ifPresent(HeldLock::close);
    return lock.isEmpty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      OURS.remove(file);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    Files.createDirectories(file.getParent(), mode("rwx------"));
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode("rw-------"));
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
