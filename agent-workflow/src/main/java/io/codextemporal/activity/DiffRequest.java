package io.codextemporal.activity;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;

/** What changed in the session's folder since its last commit. */
public record DiffRequest(SessionId session, ToolSettings settings) {}
