package io.codextemporal.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The workers of this home, as their files tell: a record and a lock each, both in one folder.
 *
 * <p>A worker lives as long as its lock is held; the record alone proves nothing. Any process may
 * read; only the worker itself writes its record, and whoever settles a dead one's affairs deletes
 * it.
 */
public final class WorkerFiles {
  private static final String RECORD = ".json";

  private final Path folder;
  private final Path processes;

  /** Made at first use: whoever only asks for places need not wait for it. */
  private static final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule()).build();
  }

  public WorkerFiles(Places places) {
    this.folder = places.worker();
    this.processes = folder.resolve("processes");
  }

  /** Workers that live, those that still drain included. */
  public List<WorkerRecord> living() {
    return all().stream().filter(this::lives).toList();
  }

  /** Workers that ended without tidying up. */
  public List<WorkerRecord> dead() {
    return all().stream().filter(worker -> !lives(worker)).toList();
  }

  /** The living worker that holds this name, or the one that last held it and still drains. */
  public Optional<WorkerRecord> named(String name) {
    List<WorkerRecord> holders =
        living().stream().filter(worker -> worker.name().equals(name)).toList();
    return holders.stream()
        .filter(WorkerRecord::polls)
        .findFirst()
        .or(() -> holders.stream().findFirst());
  }

  /** Both must say so: a lock can be free on a file system that has none, a pid can be hidden. */
  private boolean lives(WorkerRecord worker) {
    return HeldLock.held(processLock(worker.id())) || worker.process().alive();
  }

  public void write(WorkerRecord worker) {
    try {
      PrivateFiles.write(record(worker.id()), Json.MAPPER.writeValueAsString(worker));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes all traces of a worker that has ended and left nothing to settle. */
  public void forget(String id) {
    try {
      for (String suffix : List.of(RECORD, ".lock", ".sock", ".stop", ".attempts")) {
        Files.deleteIfExists(processes.resolve(id + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy up after worker " + id, e);
    }
  }

  /** Held for life by the process that polls under this name. */
  public Path nameLock(String name) {
    return folder.resolve(name + ".lock");
  }

  /** Held by whoever starts or stops a worker of this name. */
  public Path startLock(String name) {
    return folder.resolve(name + ".start.lock");
  }

  /** Held for life by the process. */
  public Path processLock(String id) {
    return processes.resolve(id + ".lock");
  }

  /** What the server gave the process to do and what it has not answered. */
  public Path attempts(String id) {
    return processes.resolve(id + ".attempts");
  }

  public Path socket(String id) {
    return processes.resolve(id + ".sock");
  }

  /** Put there before a SIGTERM that means: end the commands you run too. */
  public Path stopOrder(String id) {
    return processes.resolve(id + ".stop");
  }

  /** There while the user wants no worker: healers leave it so, a user's command removes it. */
  public Path stoppedByUser(String name) {
    return folder.resolve(name + ".stopped");
  }

  public Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /** What the JVM itself prints. */
  public Path output(String name) {
    return folder.resolve(name + ".out");
  }

  private Path record(String id) {
    return processes.resolve(id + RECORD);
  }

  private List<WorkerRecord> all() {
    if (!Files.isDirectory(processes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(processes)) {
      return files
          .filter(file -> file.toString().endsWith(RECORD))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + processes, e);
    }
  }

  /** Empty for a file that has just gone or that nobody can read. */
  private static Optional<WorkerRecord> read(Path file) {
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readString(file), WorkerRecord.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
