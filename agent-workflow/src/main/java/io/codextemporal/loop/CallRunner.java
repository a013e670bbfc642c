package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings one call to its one output: an attempt, a person's word where one is needed, another
 * attempt.
 *
 * <p>Blocks, for days while a person thinks. Never throws, never returns without a result, and
 * emits exactly one start and one end for it. Stateless: many calls may run at once.
 */
public final class CallRunner {
  private static final int MOST_ASKED = 8;
  private static final int ARGUMENTS_SHOWN = 4_000;
  private static final int OUTPUT_SHOWN = 16_000;

  private final Hands hands;
  private final Events events;
  private final Interruption interruption;
  private final Consent consent;
  private final LoopTools loopTools;
  private final InstantSource clock;

  public CallRunner(
      Hands hands,
      Approvals approvals,
      Events events,
      Interruption interruption,
      InstantSource clock) {
    this.hands = hands;
    this.events = events;
    this.interruption = interruption;
    this.consent = new Consent(approvals, interruption, clock);
    this.loopTools = new LoopTools(approvals, events, interruption, clock);
    this.clock = clock;
  }

  /** Runs the call; {@code turn} is null for a command of the user's own. */
  public ToolResult run(@Nullable TurnId turn, ToolCall call) {
    Instant started = clock.instant();
    events.emit(
        new AgentEvent.ToolCallStarted(
            turn,
            call.id(),
            call.name(),
            Excerpt.of(call.arguments(), ARGUMENTS_SHOWN),
            CallTitle.of(call)));
    CallEnd end = end(turn, call);
    events.emit(
        new AgentEvent.ToolCallEnded(
            turn,
            call.id(),
            end.status(),
            end.exitCode(),
            end.millis() == null ? since(started).toMillis() : end.millis(),
            Excerpt.of(end.body(), OUTPUT_SHOWN),
            end.outputFile(),
            end.judgement(),
            end.changes()));
    return result(call, end);
  }

  private CallEnd end(@Nullable TurnId turn, ToolCall call) {
    if (interrupted()) {
      return CallEnd.notStarted();
    }
    return call.retryClass() == RetryClass.IN_LOOP
        ? loopTools.run(turn, call)
        : onTheMachine(turn, call);
  }

  private CallEnd onTheMachine(@Nullable TurnId turn, ToolCall call) {
    Consent.Verdict verdict = attempt(turn, call, null);
    for (int asked = 1; asked < MOST_ASKED; asked++) {
      switch (verdict) {
        case Consent.Verdict.Ended(CallEnd end) -> {
          return end;
        }
        case Consent.Verdict.Granted(Grant grant) ->
            verdict =
                interrupted()
                    ? new Consent.Verdict.Ended(CallEnd.notStarted())
                    : attempt(turn, call, grant);
      }
    }
    return verdict instanceof Consent.Verdict.Ended(CallEnd end)
        ? end
        : CallEnd.refused("rejected: what was to be approved kept changing");
  }

  private Consent.Verdict attempt(@Nullable TurnId turn, ToolCall call, @Nullable Grant grant) {
    Instant started = clock.instant();
    Optional<ToolOutcome> outcome = hands.attempt(turn, call, grant);
    if (outcome.isEmpty()) {
      return new Consent.Verdict.Ended(CallEnd.stoppedAfter(since(started)));
    }
    return outcome.get() instanceof ToolOutcome.Judged judged
        ? judged(turn, call, judged)
        : verdict(turn, call, outcome.get());
  }

  /** The judgement goes where the call's end goes. */
  private Consent.Verdict judged(@Nullable TurnId turn, ToolCall call, ToolOutcome.Judged judged) {
    judged.warnings().forEach(warning -> events.emit(new AgentEvent.Warning(warning)));
    Consent.Verdict verdict = verdict(turn, call, judged.outcome());
    return verdict instanceof Consent.Verdict.Ended(CallEnd end)
        ? new Consent.Verdict.Ended(end.judged(judged.judgement()))
        : verdict;
  }

  private Consent.Verdict verdict(@Nullable TurnId turn, ToolCall call, ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Judged nested ->
          new Consent.Verdict.Ended(CallEnd.unknown("The worker's result makes no sense."));
      case ToolOutcome.Completed completed -> new Consent.Verdict.Ended(CallEnd.of(completed));
      case ToolOutcome.Refused(String output) -> new Consent.Verdict.Ended(CallEnd.refused(output));
      case ToolOutcome.NeedsApproval needs -> consent.toRun(turn, call, needs);
      case ToolOutcome.OutcomeUnknown lost -> consent.toRepeat(turn, call, lost);
      case ToolOutcome.Unreadable(String reason) ->
          new Consent.Verdict.Ended(
              CallEnd.unknown("The worker's result could not be read: " + reason));
    };
  }

  private static ToolResult result(ToolCall call, CallEnd end) {
    ConversationItem item = OutputItems.output(call, end.output(), end.images());
    String kept = item.digest().equals(end.keptDigest()) ? end.keptDigest() : null;
    return new ToolResult(call, item, kept, end.essence(), end.meaning());
  }

  private boolean interrupted() {
    return interruption.requestedBy() != null;
  }

  private Duration since(Instant started) {
    return Duration.between(started, clock.instant());
  }
}
