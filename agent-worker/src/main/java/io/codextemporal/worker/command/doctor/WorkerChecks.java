package io.codextemporal.worker.command.doctor;

import io.codextemporal.config.Places;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerRecord;
import java.util.List;
import java.util.stream.Collectors;

/** The workers of this home, as their files tell. */
final class WorkerChecks {
  private final WorkerFiles files;

  WorkerChecks(Places places) {
    this.files = new WorkerFiles(places);
  }

  List<Check> all() {
    return List.of(Check.needed("worker", this::worker));
  }

  private Finding worker() {
    List<WorkerRecord> living = files.living();
    String dead =
        files.dead().isEmpty()
            ? ""
            : "; " + files.dead().size() + " died, and what they held is settled by the next";
    return Finding.good(
        (living.isEmpty()
                ? "none runs; one starts when needed"
                : living.stream()
                    .map(w -> w.identity() + (w.polls() ? "" : " (draining)"))
                    .collect(Collectors.joining(", ")))
            + dead);
  }
}
