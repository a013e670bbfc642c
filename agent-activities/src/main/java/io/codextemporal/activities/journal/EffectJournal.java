package io.codextemporal.activities.journal;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders in which a machine's workers note what they do to the world: {@code SESSION/CALL.N}
 * for the Nth start of a call. Kept for some days, since a session that is reset or resumed asks
 * again.
 */
final class EffectJournal {
  private final Path root;

  EffectJournal(Path root) {
    this.root = root;
  }

  /** The newest start of the call. */
  Optional<JournalEntry> latest(SessionId session, CallId call) {
    int count = count(session, call);
    return count == 0 ? Optional.empty() : Optional.of(entry(session, call, count));
  }

  /** The newest start of this very command for the call. */
  Optional<JournalEntry> latest(SessionId session, CallId call, String digest) throws IOException {
    for (int number = count(session, call); number > 0; number--) {
      JournalEntry entry = entry(session, call, number);
      if (entry.started().map(started -> started.digest().equals(digest)).orElse(false)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** A fresh folder for one more start. */
  JournalEntry open(SessionId session, CallId call) throws IOException {
    JournalEntry entry = entry(session, call, count(session, call) + 1);
    Files.createDirectories(
        entry.folder(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return entry;
  }

  /** Removes a folder in which nothing was started. */
  void discard(JournalEntry entry) throws IOException {
    delete(entry.folder());
  }

  /**
   * Removes entries that are over and older than {@code age}, and the oldest ones while all
   * together take more than {@code maxBytes}.
   */
  void clean(Instant now, Duration age, long maxBytes) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (Path session : children(root)) {
      for (Path folder : children(session)) {
        kept.add(new Kept(folder, touched(folder), size(folder)));
      }
    }
    kept.sort(Comparator.comparing(Kept::touched));
    long total = kept.stream().mapToLong(Kept::bytes).sum();
    Instant settling = now.minus(Duration.ofHours(1));
    for (Kept one : kept) {
      boolean old = one.touched().isBefore(now.minus(age));
      boolean settled = one.touched().isBefore(settling);
      if ((old || settled && total > maxBytes) && over(new JournalEntry(one.folder()))) {
        delete(one.folder());
        total -= one.bytes();
      }
    }
    for (Path session : children(root)) {
      // An empty one that is young may be about to get its first entry.
      if (touched(session).isBefore(settling) && children(session).isEmpty()) {
        LeftRunning.forget(session);
        Files.deleteIfExists(session);
      }
    }
  }

  /** The sessions with an entry that runs. */
  List<SessionId> running() throws IOException {
    List<SessionId> sessions = new ArrayList<>();
    for (Path session : children(root)) {
      SessionId id = new SessionId(session.getFileName().toString());
      if (!running(id).isEmpty()) {
        sessions.add(id);
      }
    }
    return sessions;
  }

  List<JournalEntry> running(SessionId session) throws IOException {
    List<JournalEntry> running = new ArrayList<>();
    for (Path folder : children(folder(session))) {
      JournalEntry entry = new JournalEntry(folder);
      if (entry.mayRun() && !over(entry)) {
        running.add(entry);
      }
    }
    return running;
  }

  private static boolean over(JournalEntry entry) throws IOException {
    return switch (JournalState.of(entry.evidence())) {
      case JournalState.Running running -> false;
      case JournalState.Starting starting -> false;
      case JournalState.NotStarted notStarted -> true;
      case JournalState.Finished finished -> true;
      case JournalState.Vanished vanished -> true;
    };
  }

  /** Holds the session's entries. */
  Path folder(SessionId session) {
    return CallFolder.of(root, session);
  }

  private int count(SessionId session, CallId call) {
    int count = 0;
    while (Files.isDirectory(entry(session, call, count + 1).folder())) {
      count++;
    }
    return count;
  }

  private JournalEntry entry(SessionId session, CallId call, int number) {
    return new JournalEntry(CallFolder.of(root, session, call, String.valueOf(number)));
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(children::add);
      }
    }
    return children.stream().filter(Files::isDirectory).toList();
  }

  private static Instant touched(Path folder) throws IOException {
    return Files.getLastModifiedTime(folder).toInstant();
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        size += Files.size(file);
      }
    }
    return size;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return; // Someone else removed it.
    }
  }

  private record Kept(Path folder, Instant touched, long bytes) {}
}
