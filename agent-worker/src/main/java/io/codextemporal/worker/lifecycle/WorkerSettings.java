package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.Places;
import io.codextemporal.config.ProcessMark;
import io.codextemporal.config.TemporalTarget;
import io.codextemporal.config.WorkerNow;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.protocol.MessageNames;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a worker process is to be.
 *
 * @param name one living worker a name and home
 * @param build names the jars it runs from; empty when unknown
 * @param beat the least time between two heartbeats of an activity that reach the server, where the
 *     server is on loopback; elsewhere never below a second
 * @param grace how long running activities get after a stop was asked for
 * @param idleExit with a private server: both end when nothing worked, waited or slept for so long
 * @param options extra JVM options this process was started with
 */
public record WorkerSettings(
    Places places,
    TemporalTarget target,
    String machine,
    String name,
    String build,
    String version,
    Duration beat,
    Duration grace,
    Duration idleExit,
    List<String> options) {
  public WorkerSettings {
    options = List.copyOf(options);
  }

  /** What this process tells about itself before it has a server; each call names a new process. */
  WorkerRecord newRecord() {
    ProcessMark process = ProcessMark.current();
    String id = name + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return new WorkerRecord(
        id,
        name,
        process,
        process.pid() + "@" + machine + "#" + id,
        machine,
        List.of(MessageNames.queue(machine), MessageNames.ownQueue(machine, id)),
        build,
        version,
        Instant.now(),
        options,
        WorkerNow.BEGINS);
  }
}
