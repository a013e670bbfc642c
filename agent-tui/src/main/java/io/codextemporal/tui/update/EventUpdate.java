package io.codextemporal.tui.update;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Live;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Outgoing;
import io.codextemporal.tui.model.Self;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the session's events change on the screen. Pure. */
final class EventUpdate {
  private static final Duration TOAST = Duration.ofSeconds(4);

  static Step arrived(Model model, EventPage page, Instant at) {
    boolean first = model.session().transcript().last() == 0 && !isAnswer(page, model.self());
    Model next = model.at(at);
    List<Effect> effects = new ArrayList<>();
    List<SequencedEvent> batch = new ArrayList<>();
    for (SequencedEvent event : Hands.unsigned(page.events(), next.self().from())) {
      if (event.seq() > model.session().transcript().last()) {
        if (breaksOff(next.session(), event.event())) {
          next = next.with(brokenOff(next.session(), batch));
          batch.clear();
        }
        batch.add(printed(next.session(), event));
        next = next.with(heard(next.session(), event));
        Step said = aside(next, event.event(), first, at);
        next = said.model();
        effects.addAll(said.effects());
      }
    }
    Session session = next.session();
    next = next.with(session.with(session.transcript().append(batch)));
    if (!page.more()) {
      next = next.with(agreed(next.session(), page.status(), at));
    }
    return new Step(Pendings.shown(next, at), effects);
  }

  /** Whether the page answers what was sent from here: then it is no history. */
  private static boolean isAnswer(EventPage page, Self self) {
    return page.events().stream()
        .anyMatch(event ->
            event.event() instanceof AgentEvent.OpAccepted accepted
                && accepted.op().value().startsWith(self.client() + "-"));
  }

  /**
   * Whether the event ends an answer that was being given and will not come. What streams may be
   * seen before the very message that it answers.
   */
  private static boolean breaksOff(Session session, AgentEvent event) {
    boolean ends =
        event instanceof AgentEvent.TurnAborted
            || event instanceof AgentEvent.TurnFailed
            || event instanceof AgentEvent.UserMessage && session.turn().heard();
    return ends && !session.live().model("text").isEmpty();
  }

  /** What was said of it stays on the screen; the session does not keep it. */
  private static Session brokenOff(Session session, List<SequencedEvent> before) {
    StringBuilder text = new StringBuilder();
    session.live().model("text").forEach(piece -> text.append(piece.text()));
    return session
        .with(session.transcript().append(before).saying(text.toString()))
        .with(session.live().withoutModel());
  }

  /** What a call printed that was stopped stays on the screen; the session does not keep it. */
  private static SequencedEvent printed(Session session, SequencedEvent event) {
    if (!(event.event() instanceof AgentEvent.ToolCallEnded end)
        || end.status() != ToolCallStatus.ABORTED) {
      return event;
    }
    String live = session.live().output(end.call()).stripTrailing();
    if (live.isEmpty() || !end.output().startsWith("Wall time: ")) {
      return event;
    }
    AgentEvent told =
        new AgentEvent.ToolCallEnded(
            end.turn(),
            end.call(),
            end.status(),
            end.exitCode(),
            end.millis(),
            live + "\n" + end.output(),
            end.outputFile(),
            end.judgement(),
            end.changes());
    return new SequencedEvent(event.seq(), event.at(), told);
  }

  /** Without the senders that are this very person: on this screen or an earlier one. */
  static List<SequencedEvent> named(List<SequencedEvent> events, Self self) {
    return events.stream()
        .map(event ->
            event.event() instanceof AgentEvent.UserMessage said && self.isOwn(said.from())
                ? new SequencedEvent(event.seq(), event.at(), said.saidBy(""))
                : event)
        .toList();
  }

  /** The whole of a session's standing, which the newest events alone do not tell. */
  static Model detail(Model model, SessionDetail detail, Instant at) {
    Session session = model.session();
    Session known =
        session
            .withPending(detail.pending())
            .withQueue(detail.queue())
            .withTerminals(detail.terminals())
            .with(session.place().with(detail.settings()));
    SessionId parent = detail.summary().parent();
    Session told = parent == null ? known : known.with(known.transcript().copyOf(parent));
    Model next = model.at(at).with(agreed(told, detail.summary().status(), at));
    return Pendings.shown(next, at);
  }

  private static Session heard(Session session, SequencedEvent event) {
    TurnState turn = session.turn();
    return switch (event.event()) {
      case AgentEvent.OpAccepted accepted ->
          isSteer(session, accepted.op()) ? session : Sending.taken(session, accepted.op());
      case AgentEvent.UserMessage said ->
          Sending.taken(session.with(session.turn().hearing()), said.op())
              .withQueue(
                  session.queue().stream()
                      .filter(queued -> !queued.entry().equals(said.op()))
                      .toList());
      case AgentEvent.TurnStarted started -> session.with(TurnState.working(event.at()));
      case AgentEvent.AgentMessage said -> session.with(session.live().withoutItem(said.item()));
      case AgentEvent.ToolCallStarted call -> session.with(session.live().withoutModel());
      case AgentEvent.ToolCallEnded call -> session.with(session.live().withoutCall(call.call()));
      case AgentEvent.RequestOpened opened -> {
        List<PendingRequest> more = new ArrayList<>(session.pending());
        more.removeIf(request -> request.call().equals(opened.request().call()));
        more.add(opened.request());
        yield session.withPending(more);
      }
      case AgentEvent.RequestClosed closed ->
          session.withPending(
              session.pending().stream()
                  .filter(request -> !request.call().equals(closed.call()))
                  .toList());
      case AgentEvent.QueueChanged changed -> session.withQueue(changed.queue());
      case AgentEvent.TerminalsChanged changed -> session.withTerminals(changed.terminals());
      case AgentEvent.SettingsChanged changed ->
          session.with(session.place().with(changed.settings()));
      case AgentEvent.UsageUpdated usage -> session.withUsage(usage.last(), usage.contextWindow());
      case AgentEvent.SleepStarted sleep ->
          session.with(turn.asleep(sleep.reason(), sleep.until()));
      case AgentEvent.SleepEnded awake -> session.with(turn.in(TurnState.Phase.WORKING));
      case AgentEvent.TurnCompleted done -> over(session);
      case AgentEvent.TurnFailed failed -> over(session);
      case AgentEvent.TurnAborted aborted -> over(session);
      case AgentEvent.SessionClosed closed -> over(session);
      default -> session;
    };
  }

  private static boolean isSteer(Session session, OpId op) {
    return session.outgoing().stream()
        .map(Outgoing::op)
        .anyMatch(sent -> sent.id().equals(op) && sent instanceof Op.Steer);
  }

  private static Session over(Session session) {
    return session.with(TurnState.IDLE).with(Live.NONE);
  }

  /** What an event asks of the screen beside the transcript. */
  private static Step aside(Model model, AgentEvent event, boolean first, Instant at) {
    return switch (event) {
      case AgentEvent.OpRefused refused ->
          Step.of(toast(Sending.back(model, refused.op()), "Not taken: " + refused.reason(), at));
      case AgentEvent.DiffShown diff -> ShowingDiff.shown(model, diff, first, at);
      case AgentEvent.FilesListed files ->
          Suggesting.listed(model, files.op().value(), files.paths(), files.more());
      case AgentEvent.TurnCompleted done -> notify(model, first, "Done", done.lastMessage());
      case AgentEvent.TurnFailed failed -> notify(model, first, "Failed", failed.message());
      case AgentEvent.RequestOpened opened ->
          notify(model, first, "Waits for you", opened.request().reason());
      default -> Step.of(model);
    };
  }

  /** Whether it is told while one looks at the screen is the terminal's habit. */
  private static Step notify(Model model, boolean first, String title, String body) {
    return first ? Step.of(model) : Step.of(model, new Effect.Notify(title, body));
  }

  /** What the session says of itself wins over what its events seemed to mean. */
  private static Session agreed(Session session, SessionStatus status, Instant at) {
    boolean works =
        status.state() == SessionState.WORKING || status.state() == SessionState.WAITING;
    if (works && !session.turn().isRunning() && status.turn() != null) {
      return session.with(TurnState.working(at).hearing());
    }
    Instant until = status.until();
    if (status.state() == SessionState.SLEEPING && until != null) {
      TurnState turn = session.turn();
      Instant since = turn.since() == null ? at : turn.since();
      return session.with(TurnState.working(since).hearing().asleep(status.why(), until));
    }
    boolean rests =
        status.state() == SessionState.IDLE
            || status.state() == SessionState.CLOSED
            || status.state() == SessionState.FAILED;
    return rests && session.turn().isRunning() ? over(session) : session;
  }

  /** Without the sentence that stood for a moment. */
  static Model quiet(Model model) {
    return model.with(model.looking().quiet());
  }

  static Model toast(Model model, String sentence, Instant at) {
    return model.with(model.looking().saying(sentence, at.plus(TOAST)));
  }

  private EventUpdate() {}
}
