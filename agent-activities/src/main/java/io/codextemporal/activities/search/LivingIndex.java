package io.codextemporal.activities.search;

import io.codextemporal.activities.file.FolderRemoval;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index that is brought up to date before each answer, by a thread of its own that goes on when
 * the one who asked has gone. One that is damaged is made anew. Thread-safe.
 */
final class LivingIndex {
  private static final Logger LOG = LoggerFactory.getLogger(LivingIndex.class);
  private static final long KEEP_EVERY_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final IndexFolders.Taken place;
  private final Opening opening;
  private final Path root;

  /** Held while the index is changed. */
  private final ReentrantLock work = new ReentrantLock();

  private final Object monitor = new Object();
  private @Nullable CompletableFuture<WorkspaceIndex> running;
  private @Nullable WorkspaceIndex index;
  private long kept;
  private volatile boolean closed;

  /** Port: opens or begins an index in a folder. */
  interface Opening {
    WorkspaceIndex open(Path root, Path folder) throws IOException;
  }

  LivingIndex(IndexFolders.Taken place, Opening opening, Path root) {
    this.place = place;
    this.opening = opening;
    this.root = root;
  }

  SearchIndexes.Answer search(String query, String below, int limit, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    upToDate(deadline);
    try {
      return found(query, below, limit);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the index of {} is damaged and is made anew: {}", root, e.toString());
      discard();
      upToDate(deadline);
      return found(query, below, limit);
    }
  }

  private SearchIndexes.Answer found(String query, String below, int limit) throws IOException {
    WorkspaceIndex now = current();
    if (now == null) {
      return new SearchIndexes.Answer(new WordIndex.Found(List.of(), Map.of()), 1, 0);
    }
    return new SearchIndexes.Answer(now.search(query, below, limit), now.left(), now.size());
  }

  boolean closed() {
    return closed;
  }

  private @Nullable WorkspaceIndex current() {
    synchronized (monitor) {
      return index;
    }
  }

  /** Waits for an update that began after it was called, or until there is no more time. */
  private void upToDate(long deadline) throws IOException, InterruptedException {
    boolean ours = false;
    while (!ours) {
      CompletableFuture<WorkspaceIndex> update;
      synchronized (monitor) {
        ours = running == null;
        if (running == null) {
          running = begin();
        }
        update = running;
      }
      try {
        update.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return;
      } catch (ExecutionException e) {
        if (ours) {
          throw new IOException("the files cannot be searched now: " + e.getCause(), e);
        }
      }
    }
  }

  private CompletableFuture<WorkspaceIndex> begin() {
    CompletableFuture<WorkspaceIndex> update = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("search-index").start(() -> run(update));
    return update;
  }

  private void run(CompletableFuture<WorkspaceIndex> update) {
    work.lock();
    try {
      WorkspaceIndex fresh = updated();
      ended(() -> update.complete(fresh));
      long now = System.nanoTime();
      if (kept == 0 || now - kept > KEEP_EVERY_NANOS) {
        fresh.keep();
        kept = now;
      }
    } catch (IOException | RuntimeException | InterruptedException e) {
      if (!closed) {
        LOG.warn("the index of {} cannot be brought up to date", root, e);
      }
      ended(() -> update.completeExceptionally(e));
    } finally {
      if (!update.isDone()) {
        ended(() -> update.completeExceptionally(new IllegalStateException("it broke off")));
      }
      work.unlock();
    }
  }

  private void ended(Runnable told) {
    synchronized (monitor) {
      running = null;
    }
    told.run();
  }

  private WorkspaceIndex updated() throws IOException, InterruptedException {
    if (closed) {
      throw new IOException("the index was closed");
    }
    try {
      return opened();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the index of {} is damaged and is made anew: {}", root, e.toString());
      discard();
      return opened();
    }
  }

  private WorkspaceIndex opened() throws IOException, InterruptedException {
    WorkspaceIndex now = current();
    if (now == null) {
      now = opening.open(root, place.folder());
      synchronized (monitor) {
        index = now;
      }
      if (closed) {
        now.leaveOff();
      }
    }
    now.update();
    return now;
  }

  /** Lets go of what cannot be read and removes it. */
  private void discard() throws IOException {
    work.lock();
    try {
      WorkspaceIndex damaged;
      synchronized (monitor) {
        damaged = index;
        index = null;
      }
      if (damaged != null) {
        try {
          damaged.abandon();
        } catch (IOException | RuntimeException e) {
          LOG.debug("a damaged index was not closed", e);
        }
      }
      kept = 0;
      FolderRemoval.remove(place.folder());
    } finally {
      work.unlock();
    }
  }

  /**
   * What is being taken in is left off, and what was is kept; nothing can be searched afterwards.
   */
  void close() throws IOException {
    closed = true;
    WorkspaceIndex busy = current();
    if (busy != null) {
      busy.leaveOff();
    }
    work.lock();
    try {
      WorkspaceIndex last;
      synchronized (monitor) {
        last = index;
        index = null;
      }
      if (last != null) {
        last.close();
      }
    } finally {
      place.lock().close();
      work.unlock();
    }
  }
}
