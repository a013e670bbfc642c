package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.codextemporal.config.Places;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of one private server, all in one folder of mode 0700. The address file is not here: it
 * is read by clients too.
 */
record ServerFiles(Path folder) {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(US_ASCII);
  private static final long LOG_LIMIT = 8_000_000;

  static ServerFiles of(Places places) {
    return new ServerFiles(places.server());
  }

  /** Every session that was ever held here. Never deleted by us, at most moved aside. */
  Path database() {
    return folder.resolve("temporal.db");
  }

  /** Whether the database starts as every SQLite file does; only looked at, never opened. */
  boolean databaseLooksRight() {
    try (InputStream in = Files.newInputStream(database())) {
      return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + database(), e);
    }
  }

  /** What the server printed; appended to by each start. */
  Path log() {
    return folder.resolve("server.log");
  }

  /** Whoever holds this lock may start or stop the server. */
  Path lock() {
    return folder.resolve("lock");
  }

  /** Set by {@code ct server stop}: healers leave the server alone until a command needs it. */
  boolean stoppedByUser() {
    return Files.exists(stopped());
  }

  void markStoppedByUser() {
    write(stopped(), Instant.now().toString());
  }

  void forgetStop() {
    delete(stopped());
  }

  /** The newest server that has opened the database; empty when none has. */
  Optional<ServerVersion> openedBy() {
    try {
      return ServerVersion.parse(Files.readString(version()).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void recordOpenedBy(ServerVersion opener) {
    if (openedBy().filter(known -> known.compareTo(opener) >= 0).isEmpty()) {
      write(version(), opener.toString());
    }
  }

  /** Where the last server listened: workers and clients that live on look for it there. */
  OptionalInt port() {
    try {
      return OptionalInt.of(Integer.parseInt(Files.readString(portFile()).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  void recordPort(int port) {
    write(portFile(), Integer.toString(port));
  }

  /**
   * Moves database and version record aside, so that the next start begins empty.
   *
   * @return where the database is now; empty when there was none
   */
  Optional<Path> moveDatabaseAside() {
    String suffix = ".aside-" + Instant.now().toEpochMilli();
    Path moved = database().resolveSibling(database().getFileName() + suffix);
    boolean was = Files.exists(database());
    for (String part : List.of("", "-wal", "-shm")) {
      move(sibling(database(), part), sibling(moved, part));
    }
    delete(version());
    return was ? Optional.of(moved) : Optional.empty();
  }

  /** Keeps the log from growing for ever: one old one is kept. */
  void rotateLog() {
    try {
      if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
        move(log(), sibling(log(), ".1"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log(), e);
    }
  }

  /** What the server said since the log had the given size: its last lines, at most five. */
  String logSince(long size) {
    try {
      byte[] all = Files.readAllBytes(log());
      int from = (int) Math.min(size, all.length);
      List<String> lines =
          new String(all, from, all.length - from, UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return String.join(" ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  long logSize() {
    try {
      return Files.exists(log()) ? Files.size(log()) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private Path portFile() {
    return folder.resolve("port");
  }

  private Path version() {
    return folder.resolve("version");
  }

  private Path stopped() {
    return folder.resolve("stopped");
  }

  private static Path sibling(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  private static void move(Path from, Path to) {
    try {
      if (Files.exists(from)) {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + from, e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Path part = sibling(file, ".part");
      Files.writeString(part, text + "\n");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
