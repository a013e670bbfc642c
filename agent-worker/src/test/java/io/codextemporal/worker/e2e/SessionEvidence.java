package io.codextemporal.worker.e2e;

import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of a session after a test has done its worst to it.
 *
 * @param events from the first to the last
 * @param runs of the workflow, oldest first
 * @param working how many activities were pending when the status was read
 * @param requests to the scripted model that belong to the session
 * @param views the events that each client saw, where several watched
 */
public record SessionEvidence(
    SessionId session,
    List<SequencedEvent> events,
    SessionStatus status,
    int working,
    List<Run> runs,
    List<Witness.Run> witness,
    List<ClientLog.Entry> client,
    List<SentRequest> requests,
    List<List<SequencedEvent>> views) {
  public SessionEvidence {
    events = List.copyOf(events);
    runs = List.copyOf(runs);
    witness = List.copyOf(witness);
    client = List.copyOf(client);
    requests = List.copyOf(requests);
    views = List.copyOf(views);
  }

  /**
   * One run of the workflow.
   *
   * @param raw every event of its history as the server keeps it
   */
  public record Run(String runId, long events, long bytes, List<byte[]> raw) {
    public Run {
      raw = List.copyOf(raw);
    }
  }

  /** The same with what several clients saw. */
  public SessionEvidence seenBy(List<List<SequencedEvent>> clients) {
    return new SessionEvidence(
        session, events, status, working, runs, witness, client, requests, clients);
  }

  <T extends AgentEvent> List<T> told(Class<T> kind) {
    List<T> told = new ArrayList<>();
    for (SequencedEvent event : events) {
      if (kind.isInstance(event.event())) {
        told.add(kind.cast(event.event()));
      }
    }
    return told;
  }

  long runsOf(String call) {
    return witness.stream().filter(run -> run.call().equals(call)).count();
  }
}
