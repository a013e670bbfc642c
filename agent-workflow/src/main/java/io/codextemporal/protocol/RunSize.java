package io.codextemporal.protocol;

/** How large a session's history is: the current run, and all runs together. */
public record RunSize(long events, long bytes, int continued, long totalEvents, long totalBytes) {}
