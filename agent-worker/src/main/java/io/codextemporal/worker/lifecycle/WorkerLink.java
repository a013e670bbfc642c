package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.Places;
import io.temporal.client.WorkflowClient;

/**
 * A worker's way to its server.
 *
 * @param client sealed as every client of this home
 * @param local whether the server is on loopback, where a beat costs next to nothing
 */
public record WorkerLink(
    Places places, String machine, String workerId, WorkflowClient client, boolean local) {}
