package io.codextemporal.tui.session;

import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.tui.model.Msg;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns what a follower tells into the screen's messages, on a thread of its own, until it is
 * closed or the session has ended.
 */
final class Following implements AutoCloseable {
  private static final Duration EVER = Duration.ofDays(3_650);

  private final EventFollower events;
  private final Consumer<Msg> screen;
  private final Reach reach;
  private volatile long seen;
  private volatile boolean closed;

  Following(
      SessionClient client,
      SessionId session,
      long after,
      boolean fresh,
      Consumer<Msg> screen,
      Reach reach) {
    this.screen = screen;
    this.reach = reach;
    this.seen = after;
    this.events = EventFollower.start(client, session, after, true, fresh);
    Thread.ofPlatform().daemon().name("follow").start(this::run);
  }

  /** The last event that was told. */
  long seen() {
    return seen;
  }

  @Override
  public void close() {
    closed = true;
    events.close();
    events.tell(new Update.Closed());
  }

  private void run() {
    try {
      boolean ended = false;
      while (!closed && !ended) {
        Update update = events.next(EVER).orElse(new Update.Closed());
        ended = update instanceof Update.Closed;
        if (!closed) {
          tell(update);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Update update) {
    switch (update) {
      case Update.Events page -> {
        List<SequencedEvent> told = page.events();
        seen = told.isEmpty() ? seen : told.getLast().seq();
        reach.answered(page.status().state());
        screen.accept(
            new Msg.Arrived(
                new EventPage("", told, seen, page.more(), List.of(), page.status()),
                Instant.now()));
      }
      case Update.Beats beats -> screen.accept(new Msg.Streamed(keyed(beats.beats())));
      case Update.Note note -> screen.accept(new Msg.Failed(note.text(), ""));
      case Update.NoWorker none -> reach.noWorker();
      case Update.Woken woken -> {}
      case Update.Break stop -> {}
      case Update.Closed end -> reach.rests();
    }
  }

  static Map<String, StreamBeat> keyed(List<StreamBeat> beats) {
    Map<String, StreamBeat> keyed = new LinkedHashMap<>();
    for (StreamBeat beat : beats) {
      keyed.put(beat.call() == null ? beat.subject() : beat.call().value(), beat);
    }
    return keyed;
  }
}
