package io.codextemporal.activities.sandbox;

import io.codextemporal.conversation.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empty folders in the place of protected names that are not there: only what exists can be mounted
 * over. Each is noted in a lock file, which every sandbox that stands on it holds for as long as it
 * lives, whatever becomes of the worker; one that nobody holds is removed. Thread-safe.
 */
final class Placeholders {
  private static final Logger LOG = LoggerFactory.getLogger(Placeholders.class);

  /** From when a sandbox is about to start until it holds its lock. */
  private static final Duration STARTING = Duration.ofSeconds(10);

  /** A sandbox ends just after its command. */
  private static final Duration PROMPT = Duration.ofMillis(2);

  private static final int PROMPT_LOOKS = 50;

  /** One in which something was left running ends when that does. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private static final int LATER_LOOKS = 60;

  private final Path folder;
  private final Map<Path, Integer> used = new HashMap<>();
  private final Map<Path, FileTime> touched = new HashMap<>();

  Placeholders(Path folder) {
    this.folder = folder;
  }

  /** Whether what is at this path is a placeholder. */
  boolean holds(Path path) {
    return Files.exists(lock(path));
  }

  private Path lock(Path path) {
    return folder.resolve(Sha256.hex(path.toString()).substring(0, 40));
  }

  /** Sees to it that each is there, and returns the lock files that a sandbox must hold. */
  synchronized List<Path> make(List<Path> absent) throws IOException {
    List<Path> locks = new ArrayList<>();
    Files.createDirectories(folder);
    for (Path path : absent) {
      Path lock = lock(path);
      if (Files.exists(lock)) {
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
      } else {
        Files.writeString(lock, path.toString());
      }
      touched.put(lock, Files.getLastModifiedTime(lock));
      used.merge(lock, 1, Integer::sum);
      locks.add(lock);
      try {
        Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        LOG.debug("{} is there", path);
      }
    }
    return locks;
  }

  /**
   * A command of this worker that stood on these has ended. Its sandbox may hold them for some
   * milliseconds more, which are waited for; what is held for longer goes later.
   */
  void release(List<Path> locks) {
    List<Path> unused = unused(locks);
    if (!removed(unused, PROMPT_LOOKS, PROMPT)) {
      Thread.ofVirtual().name("placeholders").start(() -> removed(unused, LATER_LOOKS, LATER));
    }
  }

  private synchronized List<Path> unused(List<Path> locks) {
    for (Path lock : locks) {
      used.computeIfPresent(lock, (path, count) -> count == 1 ? null : count - 1);
    }
    return locks.stream().filter(lock -> !used.containsKey(lock)).toList();
  }

  /** Whether none of these waits for its sandbox any more, after so many looks. */
  private boolean removed(List<Path> locks, int looks, Duration pause) {
    try {
      for (int look = 0; look < looks; look++) {
        if (look > 0) {
          Thread.sleep(pause);
        }
        if (removed(locks)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private synchronized boolean removed(List<Path> locks) {
    boolean all = true;
    for (Path lock : locks) {
      if (!used.containsKey(lock)) {
        all &= removeIfUnheld(lock, touched.get(lock));
      }
    }
    return all;
  }

  /** Removes what dead workers and ended commands left. */
  synchronized void sweep() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> locks = Files.list(folder)) {
      locks.filter(lock -> !used.containsKey(lock)).forEach(lock -> removeIfUnheld(lock, null));
    } catch (IOException e) {
      LOG.warn("The places held for protected names could not be looked through: {}", e.toString());
    }
  }

  /**
   * Leaves it when a sandbox holds it, or another worker's is about to.
   *
   * @param ours when this worker touched it last
   * @return false when a sandbox holds it
   */
  private static boolean removeIfUnheld(Path lock, @Nullable FileTime ours) {
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock alone = channel.tryLock()) {
      FileTime last = Files.getLastModifiedTime(lock);
      boolean others = !last.equals(ours);
      boolean young = last.toInstant().isAfter(Instant.now().minus(STARTING));
      if (alone == null) {
        return false;
      }
      if (others && young) {
        return true;
      }
      Path path = Path.of(Files.readString(lock));
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && isEmpty(path)) {
        Files.deleteIfExists(path);
      }
      Files.deleteIfExists(lock);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone", lock);
    } catch (IOException e) {
      LOG.warn("The place held by {} stays: {}", lock, e.toString());
    }
    return true;
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> inside = Files.list(path)) {
      return inside.findAny().isEmpty();
    }
  }
}
