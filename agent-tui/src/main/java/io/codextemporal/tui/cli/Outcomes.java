package io.codextemporal.tui.cli;

import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.SessionId;
import java.time.Duration;
import java.util.Optional;

/** Pure: what an outcome means to the shell that started us, and what is said about it. */
final class Outcomes {
  static int exitCode(TurnOutcome outcome) {
    return switch (outcome) {
      case TurnOutcome.Answered answered -> ExitCode.OK;
      case TurnOutcome.Failed failed -> exitCode(failed.kind());
      case TurnOutcome.Interrupted interrupted -> ExitCode.INTERRUPTED;
      case TurnOutcome.Refused refused -> ExitCode.FAILED;
      case TurnOutcome.Closed closed -> ExitCode.FAILED;
      case TurnOutcome.NeedsPerson needs -> ExitCode.NEEDS_APPROVAL;
      case TurnOutcome.TimedOut timeout -> ExitCode.TIMEOUT;
      case TurnOutcome.Left left -> ExitCode.INTERRUPTED;
    };
  }

  private static int exitCode(ErrorKind kind) {
    return switch (kind) {
      case RATE_LIMITED -> ExitCode.RATE_LIMITED;
      case UNAUTHORIZED -> ExitCode.NOT_SIGNED_IN;
      case CONFIGURATION -> ExitCode.CONFIG;
      case NEEDS_APPROVAL -> ExitCode.NEEDS_APPROVAL;
      case OUTAGE,
          QUOTA_EXCEEDED,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          BAD_REQUEST,
          MODEL_NOT_FOUND,
          INCOMPLETE,
          REPEATED_CALLS,
          REPEATED_DENIALS,
          MAX_ITERATIONS,
          INTERNAL,
          UNKNOWN ->
          ExitCode.FAILED;
    };
  }

  /** The error to print; empty for an answer. */
  static Optional<CliFailure> failure(SessionId session, TurnOutcome outcome) {
    int code = exitCode(outcome);
    String again = "ct exec resume " + session + " PROMPT";
    return switch (outcome) {
      case TurnOutcome.Answered answered -> Optional.empty();
      case TurnOutcome.NeedsPerson needs ->
          Optional.of(
              new CliFailure(
                  "session " + session,
                  "it waits for an answer",
                  "It stays open; afterwards: ct wait " + session,
                  code));
      case TurnOutcome.Failed failed ->
          Optional.of(
              new CliFailure(
                  "the turn failed", failed.message(), remedy(failed.kind(), again), code));
      case TurnOutcome.Interrupted interrupted ->
          Optional.of(
              new CliFailure(
                  "the turn was interrupted",
                  interrupted.by().isBlank() ? "by somebody" : "by " + interrupted.by(),
                  "Go on with: " + again,
                  code));
      case TurnOutcome.Refused refused ->
          Optional.of(
              new CliFailure(
                  "session " + session, refused.reason(), "See: ct show " + session, code));
      case TurnOutcome.Closed closed ->
          Optional.of(
              new CliFailure(
                  "session " + session,
                  closed.by().isBlank() ? "it was stopped" : "it was stopped by " + closed.by(),
                  "Reopen it with: " + again,
                  code));
      case TurnOutcome.TimedOut timeout ->
          Optional.of(
              new CliFailure(
                  "session " + session,
                  "no end after " + text(timeout.after()) + "; it goes on",
                  "Wait on with: ct wait " + session,
                  code));
      case TurnOutcome.Left left ->
          Optional.of(
              new CliFailure(
                  "session " + session,
                  "you left; it goes on",
                  "Wait on with: ct wait " + session,
                  code));
    };
  }

  /** The same in one sentence, for a program. */
  static String sentence(SessionId session, TurnOutcome outcome) {
    return failure(session, outcome)
        .map(failure -> failure.what() + ": " + failure.why())
        .orElse("");
  }

  private static String remedy(ErrorKind kind, String again) {
    return switch (kind) {
      case RATE_LIMITED -> "Try later with: " + again + " (or wait for it: --wait)";
      case OUTAGE -> "Try again with: " + again + " (or wait for it: --wait)";
      case UNAUTHORIZED ->
          "Sign in: ct login --with-api-key, or set the key's variable and run it again.";
      case CONFIGURATION -> "Correct the configuration: ct debug config shows what is in force.";
      case MODEL_NOT_FOUND -> "Choose another model with -m.";
      case QUOTA_EXCEEDED,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          BAD_REQUEST,
          INCOMPLETE,
          NEEDS_APPROVAL,
          REPEATED_CALLS,
          REPEATED_DENIALS,
          MAX_ITERATIONS,
          INTERNAL,
          UNKNOWN ->
          "The session stays usable: " + again;
    };
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private Outcomes() {}
}
