package io.codextemporal.activities.sandbox;

import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Which processes have commands on a lock file that may be about to start: a file beside it, named
 * after both. Used under the folder's mutex.
 */
final class PlaceClaims {
  /** What a process started before it died holds its lock by then. */
  private static final Duration STARTING = Duration.ofSeconds(2);

  /** Who stands on a lock file besides the sandboxes that hold it. */
  enum Standing {
    NOBODY,
    /** What a process that died meanwhile may just be starting. */
    THE_DEAD,
    THE_LIVING
  }

  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final Path folder;
  private final String owner;

  PlaceClaims(Path folder, ProcessMark owner) {
    this.folder = folder;
    this.owner = owner.pid() + "." + owner.started() + "." + INSTANCES.incrementAndGet();
  }

  void claim(Path lock) throws IOException {
    try {
      Files.createFile(own(lock));
    } catch (FileAlreadyExistsException e) {
      // Another command of this process claims it as well.
    }
  }

  void giveUp(Path lock) throws IOException {
    Files.deleteIfExists(own(lock));
  }

  private Path own(Path lock) {
    return folder.resolve(lock.getFileName() + "." + owner);
  }

  /** Who claims it; a dead process's claim goes when it is old. */
  Standing standing(Path lock) throws IOException {
    List<Path> claims;
    try (Stream<Path> inside = Files.list(folder)) {
      String prefix = lock.getFileName() + ".";
      claims = inside.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    }
    Standing standing = Standing.NOBODY;
    for (Path claim : claims) {
      if (isLiving(claim)) {
        standing = Standing.THE_LIVING;
      } else if (isYoung(claim)) {
        standing = standing == Standing.NOBODY ? Standing.THE_DEAD : standing;
      } else {
        Files.deleteIfExists(claim);
      }
    }
    return standing;
  }

  private static boolean isLiving(Path claim) {
    String[] parts = claim.getFileName().toString().split("\\.");
    long started = Long.parseLong(parts[2]);
    return ProcessMark.of(Long.parseLong(parts[1]))
        .filter(now -> now.started() == started)
        .isPresent();
  }

  private static boolean isYoung(Path claim) throws IOException {
    try {
      Instant made = Files.getLastModifiedTime(claim).toInstant();
      return made.isAfter(Instant.now().minus(STARTING));
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
