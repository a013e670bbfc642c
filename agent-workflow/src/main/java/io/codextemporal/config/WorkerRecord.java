package io.codextemporal.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process tells about itself in its file, for clients, operators and the worker that
 * comes after it.
 *
 * @param id names the process, never used twice
 * @param name the place it holds on this machine: one living worker a name
 * @param identity as Temporal shows it: {@code <pid>@<machine>#<id>}
 * @param build names the jars it was started from; empty when unknown
 * @param address of the Temporal server it polls
 * @param polls whether it takes work: false until it does, and again once it drains
 * @param stickyQueue where the server sends it the next steps of sessions it holds in memory; null
 *     until it is known
 * @param socket the socket file that answers for its health; null when there is none
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
    String address,
    String namespace,
    boolean polls,
    @Nullable String stickyQueue,
    @Nullable String socket,
    List<String> options) {
  public WorkerRecord {
    queues = List.copyOf(queues);
    options = List.copyOf(options);
  }

  public WorkerRecord withPolls(boolean now) {
    return new WorkerRecord(
        id,
        name,
        process,
        identity,
        machine,
        queues,
        build,
        version,
        startedAt,
        address,
        namespace,
        now,
        stickyQueue,
        socket,
        options);
  }

  public WorkerRecord withStickyQueue(String queue) {
    return new WorkerRecord(
        id, name, process, identity, machine, queues, build, version, startedAt, address, namespace,
        polls, queue, socket, options);
  }

  public WorkerRecord withSocket(@Nullable String file) {
    return new WorkerRecord(
        id,
        name,
        process,
        identity,
        machine,
        queues,
        build,
        version,
        startedAt,
        address,
        namespace,
        polls,
        stickyQueue,
        file,
        options);
  }

  public WorkerRecord withServer(String where, String space) {
    return new WorkerRecord(
        id,
        name,
        process,
        identity,
        machine,
        queues,
        build,
        version,
        startedAt,
        where,
        space,
        polls,
        stickyQueue,
        socket,
        options);
  }
}
