package io.codextemporal.tui.model;

import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.protocol.TokenUsage;
import java.util.List;

/**
 * The session that is shown.
 *
 * @param usage of the last request
 * @param window tokens the model can hold; 0 when not known
 * @param terminals the commands that run in the background
 * @param outgoing in the order they were typed
 */
public record Session(
    Way way,
    Place place,
    Transcript transcript,
    Live live,
    TurnState turn,
    List<PendingRequest> pending,
    List<QueuedMessage> queue,
    List<Outgoing> outgoing,
    TokenUsage usage,
    long window,
    List<Terminal> terminals) {
  public Session {
    pending = List.copyOf(pending);
    queue = List.copyOf(queue);
    outgoing = List.copyOf(outgoing);
    terminals = List.copyOf(terminals);
  }

  /** Nothing shown yet, in that folder. */
  public static Session fresh(Way way, Place place) {
    return new Session(
        way,
        place,
        Transcript.EMPTY,
        Live.NONE,
        TurnState.IDLE,
        List.of(),
        List.of(),
        List.of(),
        TokenUsage.ZERO,
        0,
        List.of());
  }

  public Session with(Way next) {
    return new Session(
        next, place, transcript, live, turn, pending, queue, outgoing, usage, window, terminals);
  }

  public Session with(Place next) {
    return new Session(
        way, next, transcript, live, turn, pending, queue, outgoing, usage, window, terminals);
  }

  public Session with(Transcript next) {
    return new Session(
        way, place, next, live, turn, pending, queue, outgoing, usage, window, terminals);
  }

  public Session with(Live next) {
    return new Session(
        way, place, transcript, next, turn, pending, queue, outgoing, usage, window, terminals);
  }

  public Session with(TurnState next) {
    return new Session(
        way, place, transcript, live, next, pending, queue, outgoing, usage, window, terminals);
  }

  public Session withPending(List<PendingRequest> next) {
    return new Session(
        way, place, transcript, live, turn, next, queue, outgoing, usage, window, terminals);
  }

  public Session withQueue(List<QueuedMessage> next) {
    return new Session(
        way, place, transcript, live, turn, pending, next, outgoing, usage, window, terminals);
  }

  public Session withOutgoing(List<Outgoing> next) {
    return new Session(
        way, place, transcript, live, turn, pending, queue, next, usage, window, terminals);
  }

  public Session withUsage(TokenUsage last, long contextWindow) {
    return new Session(
        way,
        place,
        transcript,
        live,
        turn,
        pending,
        queue,
        outgoing,
        last,
        contextWindow,
        terminals);
  }

  public Session withTerminals(List<Terminal> next) {
    return new Session(
        way, place, transcript, live, turn, pending, queue, outgoing, usage, window, next);
  }
}
