package io.codextemporal.activities.sandbox;

import io.codextemporal.conversation.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empty folders in the place of protected names that are not there: only what exists can be mounted
 * over. Those of one sandbox are noted together in a lock file, which every sandbox that stands on
 * just these holds for as long as it lives, whatever becomes of the worker; what is in no file that
 * is held is removed. Thread-safe.
 */
final class Placeholders {
  private static final Logger LOG = LoggerFactory.getLogger(Placeholders.class);

  /** From when a sandbox is about to start until it holds its lock. */
  private static final Duration STARTING = Duration.ofSeconds(10);

  /** A sandbox ends just after its command, most within a millisecond. */
  private static final Duration AT_ONCE = Duration.ofNanos(100_000);

  private static final int AT_ONCE_LOOKS = 20;
  private static final Duration PROMPT = Duration.ofMillis(2);
  private static final int PROMPT_LOOKS = 50;

  /** One in which something was left running ends when that does. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private static final int LATER_LOOKS = 60;

  /** Stands between the paths of a lock file: no path has it. */
  private static final String BETWEEN = "\0";

  private final Path folder;
  private final Map<Path, Integer> used = new HashMap<>();
  private final Map<Path, FileTime> touched = new HashMap<>();

  Placeholders(Path folder) {
    this.folder = folder;
  }

  /** Whether what is at this path is a placeholder. */
  boolean holds(Path path) {
    try {
      return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
          && isEmpty(path)
          && noted(folder).contains(path);
    } catch (IOException e) {
      LOG.debug("{} cannot be looked into: {}", path, e.toString());
      return false;
    }
  }

  /** Sees to it that each is there, and returns the lock file that a sandbox must hold. */
  synchronized Optional<Path> make(List<Path> absent) throws IOException {
    if (absent.isEmpty()) {
      return Optional.empty();
    }
    String paths = String.join(BETWEEN, absent.stream().map(Path::toString).toList());
    Path lock = folder.resolve(Sha256.hex(paths).substring(0, 40));
    if (Files.exists(lock)) {
      Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
    } else {
      Files.createDirectories(folder);
      Files.writeString(lock, paths);
    }
    touched.put(lock, Files.getLastModifiedTime(lock));
    used.merge(lock, 1, Integer::sum);
    for (Path path : absent) {
      try {
        Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        LOG.debug("{} is there", path);
      }
    }
    return Optional.of(lock);
  }

  /**
   * A command of this worker that stood on these has ended. Its sandbox may hold them for some
   * milliseconds more, which are waited for; what is held for longer goes later.
   */
  void release(Path lock) {
    if (isUsed(lock)) {
      return;
    }
    if (!removed(lock, AT_ONCE_LOOKS, AT_ONCE) && !removed(lock, PROMPT_LOOKS, PROMPT)) {
      Thread.ofVirtual().name("placeholders").start(() -> removed(lock, LATER_LOOKS, LATER));
    }
  }

  private synchronized boolean isUsed(Path lock) {
    used.computeIfPresent(lock, (path, count) -> count == 1 ? null : count - 1);
    return used.containsKey(lock);
  }

  /** Whether it waits for its sandbox no more, after so many looks. */
  private boolean removed(Path lock, int looks, Duration pause) {
    try {
      for (int look = 0; look < looks; look++) {
        if (removed(lock)) {
          return true;
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private synchronized boolean removed(Path lock) {
    return used.containsKey(lock) || removeIfUnheld(lock, touched.get(lock));
  }

  /** Removes what dead workers and ended commands left. */
  synchronized void sweep() {
    try {
      for (Path lock : locks()) {
        if (!used.containsKey(lock)) {
          removeIfUnheld(lock, null);
        }
      }
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
  private boolean removeIfUnheld(Path lock, @Nullable FileTime ours) {
    // Read before it is locked: whoever closes a file gives up all its locks on it.
    List<Path> paths = paths(lock);
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
      List<Path> shared = remove(paths, lock);
      Files.deleteIfExists(lock);
      // Whoever shared one may have gone meanwhile, and left it to this one.
      remove(shared, lock);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone", lock);
    } catch (IOException e) {
      LOG.warn("The place held by {} stays: {}", lock, e.toString());
    }
    return true;
  }

  /** Returns those that another lock file has too; they stay. */
  private List<Path> remove(List<Path> paths, Path lock) throws IOException {
    if (paths.isEmpty()) {
      return List.of();
    }
    Set<Path> elsewhere = noted(lock);
    for (Path path : paths) {
      if (!elsewhere.contains(path) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        try {
          Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
          LOG.debug("{} is somebody's by now", path);
        }
      }
    }
    return paths.stream().filter(elsewhere::contains).toList();
  }

  /** All paths of all lock files but this one. */
  private Set<Path> noted(Path but) throws IOException {
    Set<Path> all = new HashSet<>();
    for (Path lock : locks()) {
      if (!lock.equals(but)) {
        all.addAll(paths(lock));
      }
    }
    return all;
  }

  private List<Path> locks() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    }
  }

  /** Empty when it is gone or cannot be read. */
  private static List<Path> paths(Path lock) {
    try {
      return Stream.of(Files.readString(lock).split(BETWEEN))
          .filter(text -> !text.isEmpty())
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      LOG.debug("{} cannot be read: {}", lock, e.toString());
      return List.of();
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> inside = Files.list(path)) {
      return inside.findAny().isEmpty();
    }
  }
}
