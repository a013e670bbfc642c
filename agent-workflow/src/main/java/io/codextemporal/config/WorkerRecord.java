package io.codextemporal.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a worker process tells about itself in its file, for clients, operators and the worker that
 * comes after it.
 *
 * @param id names the process, never used twice
 * @param name the place it holds on this machine: one living worker a name
 * @param identity as Temporal shows it: {@code <pid>@<machine>#<id>}
 * @param build names the jars it was started from; empty when unknown
 * @param options extra JVM options it was started with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkerRecord(
    String id,
    String name,
    ProcessMark process,
    String identity,
    String machine,
    List<String> queues,
    String build,
    String version,
    Instant startedAt,
    List<String> options,
    WorkerNow now) {
  public WorkerRecord {
    queues = List.copyOf(queues);
    options = List.copyOf(options);
    // The file of a worker of another build may not have it.
    now = Objects.requireNonNullElse(now, WorkerNow.BEGINS);
  }

  public WorkerRecord with(WorkerNow then) {
    return new WorkerRecord(
        id, name, process, identity, machine, queues, build, version, startedAt, options, then);
  }

  public String address() {
    return now.address();
  }

  public boolean polls() {
    return now.polls();
  }
}
