package io.codextemporal.activities.sandbox;

import io.codextemporal.config.ProcessMark;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empty folders in the place of protected names that are not there: only what exists can be mounted
 * over. Those of one sandbox are noted together in a lock file, which every sandbox that stands on
 * just these holds for as long as it lives, whatever becomes of the worker; what is in no file that
 * is held or claimed is removed.
 *
 * <p>All homes of a user share one folder of notes: what one made, another stands on and leaves.
 * Thread-safe, and safe with other processes of the same folder.
 */
final class Placeholders {
  private static final Logger LOG = LoggerFactory.getLogger(Placeholders.class);

  /** A sandbox ends just after its command, most within a millisecond. */
  private static final Duration AT_ONCE = Duration.ofNanos(100_000);

  private static final int AT_ONCE_LOOKS = 20;
  private static final Duration PROMPT = Duration.ofMillis(2);
  private static final int PROMPT_LOOKS = 50;

  /** One in which something was left running ends when that does. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private static final int LATER_LOOKS = 60;

  private static final Pattern LOCK = Pattern.compile("[0-9a-f]{40}");

  /** Stands between the paths of a lock file: no path has it. */
  private static final String BETWEEN = "\0";

  private final Path folder;
  private final FolderMutex mutex;
  private final PlaceClaims claims;
  private final Map<Path, Integer> used = new HashMap<>();

  Placeholders(Path folder) {
    this(folder, ProcessMark.current());
  }

  /** As another process would have it. */
  Placeholders(Path folder, ProcessMark owner) {
    this.folder = folder;
    this.mutex = new FolderMutex(folder);
    this.claims = new PlaceClaims(folder, owner);
  }

  /** Whether what is at this path is a placeholder, or was one until now. */
  boolean holds(Path path) {
    try (FolderMutex.Held _ = mutex.hold()) {
      return !Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
              && isEmpty(path)
              && noted(folder).contains(path);
    } catch (IOException e) {
      LOG.debug("{} cannot be looked into: {}", path, e.toString());
      return false;
    }
  }

  /** Sees to it that each is there, and returns the lock file that a sandbox must hold. */
  Optional<Path> make(List<Path> absent) throws IOException {
    if (absent.isEmpty()) {
      return Optional.empty();
    }
    String paths = String.join(BETWEEN, absent.stream().map(Path::toString).toList());
    Path lock = folder.resolve(Sha256.hex(paths).substring(0, 40));
    try (FolderMutex.Held _ = mutex.hold()) {
      if (!paths(lock).equals(absent)) {
        Files.writeString(lock, paths);
      }
      for (Path path : absent) {
        try {
          Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
          LOG.debug("{} is there", path);
        }
      }
      claims.claim(lock);
      used.merge(lock, 1, Integer::sum);
    }
    return Optional.of(lock);
  }

  /**
   * A command of this worker that stood on these has ended. Its sandbox may hold them for some
   * milliseconds more, which are waited for; what is held for longer goes later.
   */
  void release(Path lock) {
    boolean interrupted = Thread.interrupted(); // Files cannot be read with it.
    try {
      if (!isUsed(lock)
          && !removed(lock, AT_ONCE_LOOKS, AT_ONCE)
          && !removed(lock, PROMPT_LOOKS, PROMPT)) {
        Thread.ofVirtual().name("placeholders").start(() -> removed(lock, LATER_LOOKS, LATER));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isUsed(Path lock) {
    try (FolderMutex.Held _ = mutex.hold()) {
      used.computeIfPresent(lock, (path, count) -> count == 1 ? null : count - 1);
      if (!used.containsKey(lock)) {
        claims.giveUp(lock);
      }
      return used.containsKey(lock);
    } catch (IOException e) {
      LOG.warn("The place held by {} stays: {}", lock, e.toString());
      return true;
    }
  }

  /** Whether it waits for its sandbox no more, after so many looks. */
  private boolean removed(Path lock, int looks, Duration pause) {
    try {
      for (int look = 0; look < looks; look++) {
        if (removeIfFree(lock)) {
          return true;
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Removes what dead workers and ended commands left. */
  void sweep() {
    try {
      for (Path lock : locks()) {
        removeIfFree(lock);
      }
    } catch (IOException e) {
      LOG.warn("The places held for protected names could not be looked through: {}", e.toString());
    }
  }

  /** Returns false when a sandbox holds it, or may yet; what a living one claims is theirs. */
  private boolean removeIfFree(Path lock) {
    try (FolderMutex.Held _ = mutex.hold()) {
      PlaceClaims.Standing standing = claims.standing(lock);
      if (standing != PlaceClaims.Standing.NOBODY) {
        return standing == PlaceClaims.Standing.THE_LIVING;
      }
      // Read before it is locked: whoever closes a file gives up all its locks on it.
      List<Path> paths = paths(lock);
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock alone = channel.tryLock()) {
        if (alone == null) {
          return false;
        }
        remove(paths, noted(lock));
        Files.deleteIfExists(lock);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone", lock);
    } catch (IOException e) {
      LOG.warn("The place held by {} stays: {}", lock, e.toString());
    }
    return true;
  }

  private static void remove(List<Path> paths, Set<Path> elsewhere) throws IOException {
    for (Path path : paths) {
      if (!elsewhere.contains(path) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        try {
          Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
          LOG.debug("{} is somebody's by now", path);
        }
      }
    }
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
      return inside.filter(path -> LOCK.matcher(path.getFileName().toString()).matches()).toList();
    }
  }

  private static List<Path> paths(Path lock) throws IOException {
    try {
      return Stream.of(Files.readString(lock).split(BETWEEN))
          .filter(text -> !text.isEmpty())
          .map(Path::of)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> inside = Files.list(path)) {
      return inside.findAny().isEmpty();
    }
  }
}
