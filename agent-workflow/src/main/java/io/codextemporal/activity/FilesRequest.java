package io.codextemporal.activity;

/** Files below {@code cwd} whose path matches {@code query}, best first, at most {@code limit}. */
public record FilesRequest(String cwd, String query, int limit) {}
