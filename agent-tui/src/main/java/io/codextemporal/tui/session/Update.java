package io.codextemporal.tui.session;

import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.StreamBeat;
import java.util.List;

/** What a follower tells: news of the session, or of the way to it. */
public sealed interface Update {
  /**
   * Events in order.
   *
   * @param more whether further events exist already
   */
  record Events(List<SequencedEvent> events, SessionStatus status, boolean more) implements Update {
    public Events {
      events = List.copyOf(events);
    }
  }

  /** What running activities have produced so far, whenever it changed. */
  record Beats(List<StreamBeat> beats) implements Update {
    public Beats {
      beats = List.copyOf(beats);
    }
  }

  /** Something a person who waits should know; each once while it lasts. */
  record Note(String text) implements Update {}

  /** No worker answers for the session. */
  record NoWorker() implements Update {}

  /** The session's last run has ended; all its events that could be had were told. */
  record Closed() implements Update {}

  /** A worker that was being started takes work, or could not be started. */
  record Woken(Launcher.Result result) implements Update {}

  /** The person wants to break off. */
  record Break() implements Update {}
}
