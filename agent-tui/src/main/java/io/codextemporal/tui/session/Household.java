package io.codextemporal.tui.session;

import io.codextemporal.config.HeldLock;
import io.codextemporal.config.Places;
import io.codextemporal.config.WorkerFiles;
import java.nio.file.Files;

/**
 * What of this home lives on this machine: whether a worker does, and what the user wants stopped.
 * Reads files, asks nobody. Thread-safe.
 */
public final class Household {
  /** The name every private worker goes by. */
  public static final String WORKER = "main";

  private final Places places;
  private final WorkerFiles workers;

  public Household(Places places) {
    this.places = places;
    this.workers = new WorkerFiles(places);
  }

  /** Whether a worker lives and takes work. */
  public boolean hasWorker() {
    return workers.living().stream().anyMatch(worker -> worker.polls());
  }

  /** Whether a worker of this very build, or one the user runs under a name of its own, does. */
  public boolean hasOwnWorker() {
    String build = System.getProperty("ct.build", "");
    return workers.living().stream()
        .filter(worker -> worker.polls())
        .anyMatch(worker ->
            build.isEmpty() || worker.build().equals(build) || !worker.name().equals(WORKER));
  }

  /** Whether somebody is starting a worker right now. */
  public boolean workerStarts() {
    return HeldLock.held(workers.startLock(WORKER));
  }

  /** Whether {@code ct worker stop} was the last word. */
  public boolean wantsNoWorker() {
    return Files.exists(workers.stoppedByUser(WORKER));
  }

  /** Whether {@code ct server stop} was the last word. */
  public boolean wantsNoServer() {
    return Files.exists(places.server().resolve("stopped"));
  }
}
