package io.codextemporal.activity;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;

/**
 * Files of the session's folder whose path matches {@code query}, best first, at most {@code
 * limit}.
 */
public record FilesRequest(SessionId session, ToolSettings settings, String query, int limit) {}
