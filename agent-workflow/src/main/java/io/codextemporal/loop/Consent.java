package io.codextemporal.loop;

import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person about a call, and makes of the answer either a grant or the call's end. Whatever is
 * not plainly a yes grants nothing.
 */
final class Consent {
  private static final String NO_ANSWER = "the answer was not understood";

  private final Approvals approvals;
  private final Interruption interruption;
  private final InstantSource clock;

  Consent(Approvals approvals, Interruption interruption, InstantSource clock) {
    this.approvals = approvals;
    this.interruption = interruption;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Verdict {
    /** Run it. */
    record Granted(Grant grant) implements Verdict {}

    record Ended(CallEnd end) implements Verdict {}
  }

  /** May the call run? */
  Verdict toRun(@Nullable TurnId turn, ToolCall call, ToolOutcome.NeedsApproval needs) {
    if (approvals.mode() == ApprovalMode.NEVER) {
      return ended(CallEnd.refused(needs.reason() + "; approval policy is never"));
    }
    ApprovalOutcome outcome =
        ask(turn, call, needs.ask(), needs.cwd(), needs.reason(), needs.digest());
    return switch (outcome) {
      case ApprovalOutcome.Interrupted interrupted -> ended(CallEnd.notStarted());
      case ApprovalOutcome.Answered answered -> ended(CallEnd.denied(NO_ANSWER));
      case ApprovalOutcome.Decided(ApprovalDecision decision, String by) ->
          switch (decision) {
            case ApprovalDecision.Approved once -> granted(needs.digest(), false);
            case ApprovalDecision.ApprovedForTurn turned -> granted(needs.digest(), false);
            case ApprovalDecision.ApprovedForSession session -> granted(needs.digest(), false);
            case ApprovalDecision.ApprovedWithAmendment(List<String> prefix) ->
                new Verdict.Granted(new Grant(needs.digest(), false, prefix));
            case ApprovalDecision.Denied(String reason) -> ended(CallEnd.denied(reason));
            case ApprovalDecision.Abort abort -> aborted(by, CallEnd.deniedForGood());
            case ApprovalDecision.Unknown unknown -> ended(CallEnd.denied(NO_ANSWER));
          };
    };
  }

  /** It may have run: once more, or tell the model? Under never the model is told. */
  Verdict toRepeat(@Nullable TurnId turn, ToolCall call, ToolOutcome.OutcomeUnknown lost) {
    CallEnd untold = CallEnd.unknown(lost.evidence());
    if (turn == null || approvals.mode() == ApprovalMode.NEVER) {
      return ended(untold);
    }
    Ask question = new Ask.UnknownOutcome(lost.command(), lost.evidence());
    ApprovalOutcome outcome =
        ask(turn, call, question, "", "the outcome of this call is unknown", lost.digest());
    return switch (outcome) {
      case ApprovalOutcome.Interrupted interrupted -> ended(untold.interrupted());
      case ApprovalOutcome.Answered answered -> ended(untold);
      case ApprovalOutcome.Decided(ApprovalDecision decision, String by) ->
          switch (decision) {
            case ApprovalDecision.Approved once -> granted(lost.digest(), true);
            case ApprovalDecision.ApprovedForTurn turned -> granted(lost.digest(), true);
            case ApprovalDecision.ApprovedForSession session -> granted(lost.digest(), true);
            case ApprovalDecision.ApprovedWithAmendment amended -> granted(lost.digest(), true);
            case ApprovalDecision.Denied(String reason) ->
                ended(
                    reason.isBlank()
                        ? untold
                        : CallEnd.unknown(lost.evidence() + "\nuser: " + reason));
            case ApprovalDecision.Abort abort -> aborted(by, untold.interrupted());
            case ApprovalDecision.Unknown unknown -> ended(untold);
          };
    };
  }

  private ApprovalOutcome ask(
      @Nullable TurnId turn, ToolCall call, Ask ask, String cwd, String reason, String digest) {
    return approvals.ask(
        new PendingRequest(call.id(), turn, ask, cwd, reason, digest, clock.instant()));
  }

  private Verdict aborted(String by, CallEnd end) {
    interruption.interrupt(by);
    return ended(end);
  }

  private static Verdict granted(String digest, boolean again) {
    return new Verdict.Granted(new Grant(digest, again, null));
  }

  private static Verdict ended(CallEnd end) {
    return new Verdict.Ended(end);
  }
}
