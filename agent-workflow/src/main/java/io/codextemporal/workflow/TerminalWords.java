package io.codextemporal.workflow;

import io.codextemporal.activity.TerminalEnd;
import io.codextemporal.protocol.Terminal;

/** What the model and people are told about commands that were left running. Pure. */
final class TerminalWords {
  static String ended(Terminal terminal, TerminalEnd.Ended end) {
    StringBuilder words = new StringBuilder(named(terminal));
    words.append(' ').append(end.how());
    words.append(" after ").append((end.millis() + 500) / 1_000).append(" seconds.");
    return end.output().isEmpty()
        ? words.toString()
        : words + "\nIts output since you were last told, not words of the user:\n" + end.output();
  }

  static String lost(Terminal terminal, String why) {
    return named(terminal) + " is gone. " + why;
  }

  static String stopped(Terminal terminal, String by) {
    return named(terminal)
        + " was stopped"
        + by
        + (terminal.runsCells() ? "; what was declared is lost." : ".");
  }

  private static String named(Terminal terminal) {
    return terminal.runsCells()
        ? "The JavaScript kernel"
        : "The command with session ID " + terminal.id() + " (`" + terminal.command() + "`)";
  }

  private TerminalWords() {}
}
