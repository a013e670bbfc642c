package io.codextemporal.activities.journal;

import io.codextemporal.config.ProcessMark;

/** How one start of a command stands. Pure: judged from {@link Evidence} alone. */
sealed interface JournalState {
  /** It certainly never began. */
  record NotStarted() implements JournalState {}

  /** Its wrapper lives but has not said yet who it is; look again soon. */
  record Starting() implements JournalState {}

  record Running(ProcessMark process) implements JournalState {}

  record Finished(Ended ended) implements JournalState {}

  /** It began, or may have begun, and left no word of its end. */
  record Vanished(String evidence) implements JournalState {}

  static JournalState of(Evidence evidence) {
    if (evidence.started() == null) {
      return new NotStarted();
    }
    if (evidence.ended() != null) {
      return new Finished(evidence.ended());
    }
    if (evidence.exit() != null) {
      // What has a terminal ends with the worker that holds it, which then notes nothing.
      Ended.Cause cause = evidence.started().tty() ? Ended.Cause.WORKER_LOST : Ended.Cause.EXITED;
      return new Finished(new Ended(cause, evidence.exit(), Math.max(0, evidence.exitMillis())));
    }
    if (!evidence.sameBoot()) {
      return new Vanished("the machine was restarted after it had been started");
    }
    if (evidence.revoked()) {
      return new NotStarted();
    }
    ProcessMark process = evidence.process();
    if (process == null) {
      return evidence.marked() > 0 ? new Starting() : new NotStarted();
    }
    if (evidence.alive()) {
      return new Running(process);
    }
    String left =
        evidence.marked() == 0
            ? "none of its processes is left"
            : evidence.marked() + " of its processes still run";
    return new Vanished(
        "it ran as process " + process.pid() + ", which is gone without a word; " + left);
  }
}
