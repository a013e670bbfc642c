package io.codextemporal.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What changes while a worker lives.
 *
 * @param address of the Temporal server it polls; empty until it reached one
 * @param polls whether it takes work: false until it does, and again once it drains
 * @param stickyQueue where the server sends it the next steps of sessions it holds in memory; null
 *     until it is known
 * @param socket the socket file that answers for its health; null when there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkerNow(
    String address,
    String namespace,
    boolean polls,
    @Nullable String stickyQueue,
    @Nullable String socket) {
  /** A process that has just begun. */
  public static final WorkerNow BEGINS = new WorkerNow("", "", false, null, null);

  public WorkerNow withPolls(boolean now) {
    return new WorkerNow(address, namespace, now, stickyQueue, socket);
  }

  public WorkerNow withStickyQueue(String queue) {
    return new WorkerNow(address, namespace, polls, queue, socket);
  }

  public WorkerNow withSocket(@Nullable String file) {
    return new WorkerNow(address, namespace, polls, stickyQueue, file);
  }

  public WorkerNow withServer(String where, String space) {
    return new WorkerNow(where, space, polls, stickyQueue, socket);
  }
}
