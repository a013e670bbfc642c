package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventLogTest {
  private static EventLog log(int events) {
    EventLog log = new EventLog(() -> Instant.EPOCH, EventLog.Carried.NONE);
    for (int i = 0; i < events; i++) {
      log.append(new AgentEvent.Warning("w".repeat(100)));
    }
    return log;
  }

  private static List<Long> numbers(EventPage page) {
    return page.events().stream().map(SequencedEvent::seq).toList();
  }

  private static EventPage page(EventLog log, EventQuery query) {
    return log.page(query, "run", SessionStatus.IDLE);
  }

  @Test
  void theNewestComeFirstWhenAskedBackwards() {
    EventPage page = page(log(10), EventQuery.before(Long.MAX_VALUE, 600));

    assertThat(numbers(page)).containsExactly(8L, 9L, 10L);
    assertThat(page.next()).isEqualTo(10);
    assertThat(page.more()).isFalse();
    assertThat(page.earlier()).isEmpty();
  }

  @Test
  void pagesBackwardsGiveEveryEventOnce() {
    EventLog log = log(50);
    List<Long> seen = new ArrayList<>();
    long before = Long.MAX_VALUE;
    while (before > 1) {
      List<Long> numbers = numbers(page(log, EventQuery.before(before, 700)));
      seen.addAll(0, numbers);
      before = numbers.getFirst();
    }

    assertThat(seen).hasSize(50).isSorted().startsWith(1L).endsWith(50L);
  }

  @Test
  void aRunNamesTheOnesBeforeItWhereItsOwnEventsBegin() {
    EventLog next = new EventLog(() -> Instant.EPOCH, log(300).carry("first"));
    next.append(new AgentEvent.Warning("new"));

    assertThat(page(next, EventQuery.before(Long.MAX_VALUE, 1_000)).earlier()).isEmpty();
    EventPage oldest = page(next, EventQuery.before(105, 100_000));
    assertThat(numbers(oldest)).startsWith(101L).endsWith(104L);
    assertThat(oldest.earlier())
        .singleElement()
        .satisfies(run -> assertThat(run.runId()).isEqualTo("first"));
    EventPage gone = page(next, EventQuery.before(101, 100_000));
    assertThat(gone.events()).isEmpty();
    assertThat(gone.earlier()).hasSize(1);
  }

  @Test
  void anEmptyLogHasNothingBackwards() {
    EventPage page = page(log(0), EventQuery.before(Long.MAX_VALUE, 600));

    assertThat(page.events()).isEmpty();
    assertThat(page.next()).isZero();
  }
}
