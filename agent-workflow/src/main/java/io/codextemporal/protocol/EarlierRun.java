package io.codextemporal.protocol;

/** A run of the session that has ended, and the first event it can still be asked for. */
public record EarlierRun(String runId, long firstSeq) {}
