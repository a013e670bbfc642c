package io.codextemporal.activity;

import io.codextemporal.protocol.SessionId;

/**
 * A page of the conversation as a run of the session holds it.
 *
 * @param runId the run to ask; empty asks the current one
 * @param from index of the first item wanted
 * @param maxBytes bound on the page, about; at least one item comes
 */
public record PageRequest(
    SessionId session, String runId, int conversation, int from, int maxBytes) {
  /** What a request becomes that does not open or parse: no conversation has this number. */
  public static PageRequest unreadable(String reason) {
    return new PageRequest(new SessionId("unreadable"), "", -1, 0, 0);
  }
}
