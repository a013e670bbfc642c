package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.Places;
import io.codextemporal.config.TemporalTarget;
import java.time.Duration;

/**
 * How a worker process is to be.
 *
 * @param name one living worker a name and home
 * @param build names the jars it runs from; empty when unknown
 * @param beat the least time between two heartbeats of an activity that reach the server, where the
 *     server is on loopback; elsewhere never below a second
 * @param grace how long running activities get after a stop was asked for
 * @param idleExit with a private server: both end when nothing worked, waited or slept for so long
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
    Duration idleExit) {}
