package io.codextemporal.activities.search;

import io.codextemporal.activities.file.FolderRemoval;
import io.codextemporal.config.HeldLock;
import io.codextemporal.conversation.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where indexes are on the disk. Each is one process's for as long as it is open: the next process
 * that searches the same folder has one of its own.
 */
final class IndexFolders {
  /** Counts up when what stands in an index changes its meaning. */
  private static final String VERSION = "1";

  private static final int MOST_OF_A_FOLDER = 8;
  private static final int MOST = 40;

  private final Supplier<Path> base;

  /**
   * @param base looked up when first needed
   */
  IndexFolders(Supplier<Path> base) {
    this.base = base;
  }

  /** A folder that is ours until its lock is let go. */
  record Taken(Path folder, HeldLock lock) {}

  Taken take(Path root) throws IOException {
    Path all =
        Files.createDirectories(
            base.get(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String name = Sha256.hex(root.toString(), "\0", VERSION).substring(0, 24);
    for (int n = 0; n < MOST_OF_A_FOLDER; n++) {
      Path lockFile = all.resolve(name + "-" + n + ".lock");
      Optional<HeldLock> lock = HeldLock.tryTake(lockFile);
      if (lock.isPresent()) {
        Files.setLastModifiedTime(lockFile, FileTime.from(Instant.now()));
        removeOld(all);
        return new Taken(all.resolve(name + "-" + n), lock.get());
      }
    }
    throw new IOException("too many workers search " + root + " at once");
  }

  /** What was not used for longest goes, unless somebody has it open. */
  private static void removeOld(Path all) throws IOException {
    List<Path> locks = new ArrayList<>();
    try (Stream<Path> files = Files.list(all)) {
      files.filter(file -> file.toString().endsWith(".lock")).forEach(locks::add);
    }
    locks.sort(Comparator.comparing(IndexFolders::used).reversed());
    for (Path lockFile : locks.subList(Math.min(MOST, locks.size()), locks.size())) {
      Optional<HeldLock> lock = HeldLock.tryTake(lockFile);
      if (lock.isPresent()) {
        String name = String.valueOf(lockFile.getFileName());
        FolderRemoval.remove(all.resolve(name.substring(0, name.length() - ".lock".length())));
        Files.deleteIfExists(lockFile);
        lock.get().close();
      }
    }
  }

  private static Instant used(Path lockFile) {
    try {
      return Files.getLastModifiedTime(lockFile).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }
}
