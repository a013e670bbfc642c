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
    SessionId session, String runId, int conversation, int from, int maxBytes) {}
