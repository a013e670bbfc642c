package io.codextemporal.tui.session;

import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import java.time.Instant;

/**
 * One session as Temporal lists it, readable when no worker lives.
 *
 * @param runId its newest run
 * @param open whether that run goes on
 * @param startedAt when that run began
 */
public record SessionRow(SessionSummary summary, String runId, boolean open, Instant startedAt) {
  /** The row with the state that only Temporal knows: closed. */
  static SessionRow of(SessionSummary summary, String runId, boolean open, Instant startedAt) {
    return new SessionRow(open ? summary : closed(summary), runId, open, startedAt);
  }

  /** The same session in another state. */
  public SessionRow withStatus(SessionStatus status) {
    return new SessionRow(withStatus(summary, status), runId, open, startedAt);
  }

  private static SessionSummary closed(SessionSummary summary) {
    return withStatus(
        summary, new SessionStatus(SessionState.CLOSED, null, null, null, summary.status().why()));
  }

  private static SessionSummary withStatus(SessionSummary of, SessionStatus status) {
    return new SessionSummary(
        of.session(),
        status,
        of.cwd(),
        of.branch(),
        of.model(),
        of.title(),
        of.turns(),
        of.createdAt(),
        of.updatedAt(),
        of.parent(),
        of.usage(),
        of.machine());
  }
}
