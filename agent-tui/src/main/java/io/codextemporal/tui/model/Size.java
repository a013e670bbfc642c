package io.codextemporal.tui.model;

/** Columns and rows of the terminal. */
public record Size(int columns, int rows) {}
