package io.codextemporal.protocol;

import java.time.Instant;

/** An event with its number in the session (from 1, without gaps, across runs) and its time. */
public record SequencedEvent(long seq, Instant at, AgentEvent event) {}
