package io.codextemporal.tui.text;

/** What a piece of text is for; a {@link Theme} says how that looks. */
public enum Role {
  TEXT,
  /** Beside the point: hints, old output, numbers of lines. */
  DIM,
  /** What can be chosen or is at work. */
  ACCENT,
  TITLE,
  USER,
  REASONING,
  SUCCESS,
  WARNING,
  ERROR,
  ADDED,
  REMOVED,
  CODE,
  KEYWORD,
  STRING,
  NUMBER,
  COMMENT,
  LINK,
  SELECTION,
  MATCH
}
