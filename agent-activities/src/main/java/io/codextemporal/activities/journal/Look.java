package io.codextemporal.activities.journal;

/** What the journal and the machine say about a call before it is run. */
public sealed interface Look {
  /** Nothing of it ran: it may start. */
  record Fresh() implements Look {}

  /** It runs: in this very worker, or left by another one and now watched by this. */
  record Underway(RunningCommand command) implements Look {}

  record Done(CommandResult result) implements Look {}

  /**
   * It may or may not have run.
   *
   * @param digest names this start: a person's leave to run it again must carry it
   */
  record Unknown(String evidence, String digest) implements Look {}
}
