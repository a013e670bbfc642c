package io.codextemporal.activities.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time in a folder, of all threads and processes; for moments only. The kernel lets it go
 * when its process ends. Not reentrant.
 */
final class FolderMutex {
  private static final String NAME = "mutex";
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  /** The kernel knows processes only; closing one handle of a file lets the process's lock go. */
  private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final Path folder;
  private final ReentrantLock here;

  FolderMutex(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.here = HERE.computeIfAbsent(this.folder, path -> new ReentrantLock());
  }

  /** Until it is closed. */
  interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /** Waits some seconds at most: who stops in a moment like this has been stopped by somebody. */
  Held hold() throws IOException {
    here.lock();
    FileChannel channel = null;
    try {
      FileChannel opened = open();
      channel = opened;
      lock(opened);
      return () -> {
        try {
          opened.close();
        } finally {
          here.unlock();
        }
      };
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      here.unlock();
      throw e;
    }
  }

  private FileChannel open() throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void lock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    FileLock lock = channel.tryLock();
    while (lock == null) {
      if (System.nanoTime() > deadline) {
        throw new IOException("another process keeps " + folder.resolve(NAME) + " locked");
      }
      LockSupport.parkNanos(200_000);
      lock = channel.tryLock();
    }
  }
}
