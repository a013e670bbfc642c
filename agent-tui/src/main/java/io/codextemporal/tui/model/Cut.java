package io.codextemporal.tui.model;

/**
 * Where a copy of a session ends: before one of its messages.
 *
 * @param message the very cell
 * @param after how many messages of the same text came after it
 */
public record Cut(TranscriptCell.User message, int after) {}
