package io.codextemporal.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of {@code ct ls}: the session's memo, sealed, readable when no worker lives. */
public record SessionSummary(
    SessionId session,
    SessionStatus status,
    String cwd,
    @Nullable String branch,
    String model,
    String title,
    int turns,
    Instant createdAt,
    Instant updatedAt,
    @Nullable SessionId parent,
    TokenUsage usage,
    String machine) {}
