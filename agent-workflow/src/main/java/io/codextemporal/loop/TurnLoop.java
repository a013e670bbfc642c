package io.codextemporal.loop;

import io.codextemporal.conversation.History;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.loop.Patience.Verdict;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.tool.ToolCall;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * A turn: prompt, model, tool calls, until the model asks for nothing more.
 *
 * <p>Straight-line blocking code over the ports; it holds nothing between two steps but the {@link
 * TurnState} it was given, so a turn that is suspended and taken up elsewhere ends as if it had not
 * been. Every call gets exactly one output, and a turn exactly one event that says how it ended.
 * Never throws; one instance serves all turns of a run, one at a time.
 */
public final class TurnLoop {
  private final Events events;
  private final Interruption interruption;
  private final History history;
  private final Ledger ledger;
  private final SessionLimits limits;
  private final InstantSource clock;
  private final Inquiry inquiry;
  private final Intake intake;
  private final Batches batches;
  private final Patience patience;
  private final TurnEndings endings;

  public TurnLoop(
      Model model,
      Tools tools,
      Events events,
      Interruption interruption,
      History history,
      Ledger ledger,
      SessionLimits limits,
      InstantSource clock) {
    this.events = events;
    this.interruption = interruption;
    this.history = history;
    this.ledger = ledger;
    this.limits = limits;
    this.clock = clock;
    this.inquiry = new Inquiry(model, events, history);
    this.intake = new Intake(events, history);
    this.batches = new Batches(tools, history);
    this.patience = new Patience(limits.outagePatience());
    this.endings = new TurnEndings(events, interruption, history, clock);
  }

  /** Begins a turn: says so, puts the prompt into the history, and runs it. */
  public TurnEnd begin(TurnState turn, Prompt prompt) {
    events.emit(new AgentEvent.TurnStarted(turn.turn(), turn.op()));
    batches.answerForgotten();
    prompt.context().forEach(history::append);
    hear(turn, turn.op(), prompt.from(), prompt.text(), prompt.images());
    return run(turn);
  }

  /** Takes up a turn that another run suspended, and runs it to its end or to the next stop. */
  public TurnEnd run(TurnState turn) {
    TurnState state = turn;
    while (true) {
      switch (step(state)) {
        case Step.Ended(TurnEnd end) -> {
          return end;
        }
        case Step.Next(TurnState next) -> {
          if (!interrupted() && interruption.mustContinueAsNew()) {
            return new TurnEnd.Suspended(next);
          }
          state = next;
        }
      }
    }
  }

  private Step step(TurnState turn) {
    if (interrupted()) {
      return endings.aborted(turn);
    }
    hearSteers(turn);
    if (turn.iterations() >= limits.maxIterations()) {
      return endings.failed(turn, ErrorKind.MAX_ITERATIONS, tooManyCalls());
    }
    return switch (inquiry.ask(turn)) {
      case ModelOutcome.Steered steered -> new Step.Next(turn);
      case ModelOutcome.Interrupted interrupted -> endings.aborted(turn);
      case ModelOutcome.Replied(ModelReply reply) -> afterReply(turn, reply);
    };
  }

  private Step afterReply(TurnState turn, ModelReply reply) {
    return switch (reply) {
      case ModelReply.Answered answer -> afterAnswer(turn.answered(answer.usage()), answer);
      case ModelReply.Later later -> follow(turn, patience.judge(turn, later, clock.instant()));
      case ModelReply.Failed failed -> follow(turn, patience.judge(turn, failed, clock.instant()));
      case ModelReply.Unreadable unreadable ->
          endings.failed(
              turn,
              ErrorKind.INTERNAL,
              "The worker's answer could not be read: " + unreadable.reason() + ".");
    };
  }

  private Step afterAnswer(TurnState turn, ModelReply.Answered answer) {
    Intake.Taken taken = intake.take(turn, answer);
    answer.warnings().forEach(warning -> events.emit(new AgentEvent.Warning(warning)));
    ledger.record(answer.usage());
    events.emit(
        new AgentEvent.UsageUpdated(
            turn.turn(), answer.usage(), ledger.total(), ledger.contextWindow()));
    if (!taken.calls().isEmpty()) {
      return afterCalls(turn, taken.calls());
    }
    if (interrupted()) {
      return endings.aborted(turn);
    }
    boolean more = answer.cut() || hearSteers(turn);
    return more ? new Step.Next(turn) : endings.completed(turn, taken.lastMessage());
  }

  private Step afterCalls(TurnState turn, List<ToolCall> calls) {
    Batches.Outcome outcome = batches.run(turn, calls);
    if (outcome.interrupted() || interrupted()) {
      return endings.aborted(turn);
    }
    TurnState next = turn.afterBatch(outcome.digest(), outcome.allDenied());
    if (next.denials() >= Batches.MOST_DENIALS) {
      return endings.failed(next, ErrorKind.REPEATED_DENIALS, Batches.TOO_MANY_DENIALS);
    }
    if (next.sameBatches() >= Batches.MOST_IDENTICAL) {
      return endings.failed(next, ErrorKind.REPEATED_CALLS, Batches.TOO_MANY_IDENTICAL);
    }
    return new Step.Next(next);
  }

  private Step follow(TurnState turn, Verdict verdict) {
    return switch (verdict) {
      case Verdict.GiveUp(ErrorKind kind, String sentence) -> endings.failed(turn, kind, sentence);
      case Verdict.Sleep sleep -> sleep(turn.waitingSince(sleep.since()), sleep);
    };
  }

  private Step sleep(TurnState turn, Verdict.Sleep sleep) {
    events.emit(
        new AgentEvent.SleepStarted(
            turn.turn(), sleep.waitingFor(), sleep.reason(), sleep.until()));
    Interruption.Waking waking = interruption.sleepUntil(sleep.until());
    events.emit(new AgentEvent.SleepEnded(turn.turn(), waking.name().toLowerCase(Locale.ROOT)));
    return switch (waking) {
      case INTERRUPTED -> endings.aborted(turn);
      case ELAPSED, WOKEN, STEERED -> new Step.Next(turn);
    };
  }

  private boolean hearSteers(TurnState turn) {
    List<Interruption.Steering> steers = interruption.takeSteers();
    steers.forEach(steer -> hear(turn, steer.op(), steer.from(), steer.text(), steer.images()));
    return !steers.isEmpty();
  }

  private void hear(TurnState turn, OpId op, String from, String text, List<UserImage> images) {
    history.append(OutputItems.userMessage(text, images));
    events.emit(new AgentEvent.UserMessage(turn.turn(), op, from, text, images));
  }

  private boolean interrupted() {
    return interruption.requestedBy() != null;
  }

  private String tooManyCalls() {
    return "The turn asked the model "
        + limits.maxIterations()
        + " times, the most it may (max_iterations). Send a message to go on.";
  }
}
