package io.codextemporal.loop;

/** What follows one step of a turn. */
sealed interface Step {
  record Next(TurnState turn) implements Step {}

  record Ended(TurnEnd end) implements Step {}
}
