package io.codextemporal.workflow;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.EarlierRun;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a session, numbered from 1 without gaps across its runs.
 *
 * <p>A run knows its own events and the last ones of the run before; for what lies before these it
 * names the runs to ask. Only workflow code touches it: its coroutines take turns.
 */
final class EventLog {
  static final int CARRIED_EVENTS = 200;
  static final int CARRIED_BYTES = 200_000;

  private static final int MOST_EARLIER_RUNS = 500;
  private static final int MOST_PAGE_BYTES = 1_000_000;
  private static final int ENVELOPE_BYTES = 80;

  private final InstantSource clock;
  private final List<Entry> entries = new ArrayList<>();
  private final List<EarlierRun> earlier;
  private long lastSeq;

  EventLog(InstantSource clock, Carried carried) {
    this.clock = clock;
    this.earlier = carried.earlier();
    this.lastSeq = carried.lastSeq();
    carried.events().forEach(event -> entries.add(Entry.of(event)));
  }

  void append(AgentEvent event) {
    lastSeq++;
    entries.add(Entry.of(new SequencedEvent(lastSeq, clock.instant(), event)));
  }

  EventPage page(EventQuery query, String runId, SessionStatus status) {
    Long before = query.before();
    return before == null
        ? forwards(query, runId, status)
        : backwards(query, before, runId, status);
  }

  private EventPage backwards(EventQuery query, long before, String runId, SessionStatus status) {
    List<SequencedEvent> page = new ArrayList<>();
    long room = Math.min(query.maxBytes(), MOST_PAGE_BYTES);
    long last = Math.min(before - 1, lastSeq);
    for (long seq = last; seq > query.after() && seq >= base() && room > 0; seq--) {
      Entry entry = entries.get((int) (seq - base()));
      room -= entry.bytes();
      if (room < 0 && !page.isEmpty()) {
        break;
      }
      page.add(entry.event());
    }
    List<SequencedEvent> ordered = page.reversed();
    boolean whole = page.isEmpty() || ordered.getFirst().seq() == base();
    List<EarlierRun> runs = whole ? runsBefore(query.after()) : List.of();
    return new EventPage(runId, ordered, Math.max(0, last), last < lastSeq, runs, status);
  }

  private EventPage forwards(EventQuery query, String runId, SessionStatus status) {
    List<SequencedEvent> page = new ArrayList<>();
    long room = Math.min(query.maxBytes(), MOST_PAGE_BYTES);
    int from = (int) Math.max(0, Math.min(query.after(), lastSeq) + 1 - base());
    for (int i = from; i < entries.size() && room > 0; i++) {
      Entry entry = entries.get(i);
      room -= entry.bytes();
      if (room < 0 && !page.isEmpty()) {
        break;
      }
      page.add(entry.event());
    }
    long next = page.isEmpty() ? Math.min(query.after(), lastSeq) : page.getLast().seq();
    return new EventPage(runId, page, next, next < lastSeq, runsBefore(query.after()), status);
  }

  /** Runs that know events after the watermark which this one does not. */
  private List<EarlierRun> runsBefore(long after) {
    List<EarlierRun> runs = new ArrayList<>();
    for (int i = 0; i < earlier.size(); i++) {
      long nextBase = i + 1 < earlier.size() ? earlier.get(i + 1).firstSeq() : base();
      if (after + 1 < nextBase) {
        runs.add(earlier.get(i));
      }
    }
    return after + 1 < base() ? runs : List.of();
  }

  private long base() {
    return lastSeq + 1 - entries.size();
  }

  /** What the next run gets: the newest events within bounds, and this run among the earlier. */
  Carried carry(String runId) {
    int from = entries.size();
    long room = CARRIED_BYTES;
    while (from > 0 && entries.size() - from < CARRIED_EVENTS) {
      room -= entries.get(from - 1).bytes();
      if (room < 0) {
        break;
      }
      from--;
    }
    List<EarlierRun> runs = new ArrayList<>(earlier);
    runs.add(new EarlierRun(runId, base()));
    int tooMany = Math.max(0, runs.size() - MOST_EARLIER_RUNS);
    return new Carried(
        lastSeq,
        entries.subList(from, entries.size()).stream().map(Entry::event).toList(),
        runs.subList(tooMany, runs.size()));
  }

  private record Entry(SequencedEvent event, int bytes) {
    /** The text form is about as long as the JSON, and costs less. */
    static Entry of(SequencedEvent event) {
      int text = event.event().toString().getBytes(StandardCharsets.UTF_8).length;
      return new Entry(event, text + ENVELOPE_BYTES);
    }
  }

  /** The log as the snapshot holds it. */
  record Carried(long lastSeq, List<SequencedEvent> events, List<EarlierRun> earlier) {
    static final Carried NONE = new Carried(0, List.of(), List.of());

    Carried {
      events = List.copyOf(events);
      earlier = List.copyOf(earlier);
    }
  }
}
