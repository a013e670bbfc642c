package io.codextemporal.worker.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients were told is durable: noted by a test at the moment a client's call returned.
 * Thread-safe.
 */
public final class ClientLog {
  private final List<Entry> entries = new ArrayList<>();

  /** Something that was acknowledged. */
  public sealed interface Entry {
    /** A message; its text must be the only one of its kind in the test. */
    record Message(String text) implements Entry {}

    record Answer(String call, boolean approved) implements Entry {}

    record Interrupt(Instant at) implements Entry {}
  }

  public synchronized ClientLog message(String text) {
    entries.add(new Entry.Message(text));
    return this;
  }

  public synchronized ClientLog approved(String call) {
    entries.add(new Entry.Answer(call, true));
    return this;
  }

  public synchronized ClientLog denied(String call) {
    entries.add(new Entry.Answer(call, false));
    return this;
  }

  public synchronized ClientLog interrupted() {
    entries.add(new Entry.Interrupt(Instant.now()));
    return this;
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
