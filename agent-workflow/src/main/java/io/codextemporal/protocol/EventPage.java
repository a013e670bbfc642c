package io.codextemporal.protocol;

import java.util.List;

/**
 * Some events of a session, in order, and how it stands now.
 *
 * @param runId the run that answered
 * @param next the watermark for the next query
 * @param more whether events after {@code next} exist already
 * @param earlier runs to ask for what lies before the first event this run knows, oldest first;
 *     empty when nothing was asked for that is missing here
 */
public record EventPage(
    String runId,
    List<SequencedEvent> events,
    long next,
    boolean more,
    List<EarlierRun> earlier,
    SessionStatus status) {
  public EventPage {
    events = List.copyOf(events);
    earlier = List.copyOf(earlier);
  }

  public static EventPage unreadable(String reason) {
    return new EventPage("", List.of(), 0, false, List.of(), SessionStatus.unreadable(reason));
  }
}
