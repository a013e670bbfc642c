package io.codextemporal.workflow;

import io.codextemporal.protocol.SessionStart;

/** Everything a session carries into its next run. */
public record SessionSnapshot(SessionStart start) {}
