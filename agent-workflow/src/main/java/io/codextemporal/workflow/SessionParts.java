package io.codextemporal.workflow;

import io.codextemporal.conversation.History;
import io.codextemporal.loop.CallRunner;
import io.codextemporal.loop.Interruption;
import io.codextemporal.loop.Ledger;
import io.codextemporal.loop.TurnLoop;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.SessionSummary;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The parts of a session in one run, wired together; does nothing else. */
final class SessionParts {
  final InstantSource clock = () -> Instant.ofEpochMilli(Workflow.currentTimeMillis());
  final SessionStart start;
  final EventLog log;
  final Overview overview;
  final Mailbox mailbox;
  final PendingDecisions decisions;
  final CurrentSettings settings;
  final Ledger ledger;
  final Notes notes;
  final Closing closing = new Closing();
  final ActivityStubs stubs = new ActivityStubs();
  final HeldPlaces places;
  final Terminals terminals;
  final TerminalWatches watches = new TerminalWatches(this);
  final SessionEvents events;
  final RunBudget budget;
  final Visibility visibility;
  final TurnControl control;
  final Errands errands;
  final OpReceiver receiver;

  /** Empty until the run has read what it goes on from. */
  History history = new History();

  SessionParts(SessionSnapshot from) {
    start = from.start();
    log = new EventLog(clock, from.log());
    overview = new Overview(from.overview());
    mailbox = new Mailbox(from.mailbox());
    decisions = new PendingDecisions(from.decisions());
    settings = new CurrentSettings(from.settings(), from.told());
    ledger = new Ledger(from.usage(), from.contextWindow());
    notes = new Notes(from.notes());
    places = new HeldPlaces(from.places());
    events = new SessionEvents(log, overview);
    terminals = new Terminals(from.terminals(), events);
    budget = new RunBudget(from.settings().limits(), from.runs());
    visibility = new Visibility(this::summary);
    control =
        new TurnControl(
            clock,
            this::runIsFull,
            visibility::refresh,
            () -> notes.tell(history),
            from.turn() == null ? List.of() : from.turn().steers());
    errands =
        new Errands(
            start.session(),
            stubs,
            settings,
            events,
            approvals(new ErrandInterruption()),
            notes,
            clock,
            this::hands);
    receiver =
        new OpReceiver(
            mailbox, decisions, control, errands, settings, closing, events, watches, terminals);
  }

  PlaceClearing clearing() {
    return new PlaceClearing(start.session(), stubs, places);
  }

  /** The loop over this session's ports; made once the history is there. */
  TurnLoop loop() {
    CallRunner runner = new CallRunner(hands(control), approvals(control), events, control, clock);
    return new TurnLoop(
        new WorkflowModel(start.session(), stubs, settings, control, visibility),
        new WorkflowTools(runner),
        events,
        control,
        history,
        ledger,
        settings.get().limits(),
        clock);
  }

  /** Whether this run should end, and may: what runs beside the turn cannot be taken along. */
  boolean runIsFull() {
    return budget.spent() && errands.idle() || budget.exhausted();
  }

  SessionSummary summary() {
    return new SessionSummary(
        start.session(),
        overview.status(),
        settings.get().tools().cwd(),
        start.branch(),
        settings.get().model().model(),
        overview.title(),
        overview.turns(),
        start.createdAt(),
        clock.instant(),
        start.parent(),
        ledger.total(),
        start.machine());
  }

  private WorkflowHands hands(Interruption interruption) {
    return new WorkflowHands(
        start.session(), stubs, settings, decisions, places, interruption, watches::note);
  }

  private WorkflowApprovals approvals(Interruption interruption) {
    return new WorkflowApprovals(decisions, settings, events, interruption, visibility);
  }
}
