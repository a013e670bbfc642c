package io.codextemporal.tui.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.EarlierRun;
import io.codextemporal.tui.session.HistoryWatch.News;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistoryWatchTest {
  private static News news(EventType... types) {
    return HistoryWatch.news(
        Stream.of(types)
            .map(type -> HistoryEvent.newBuilder().setEventType(type).build())
            .toList());
  }

  @Test
  void nothingMovesBeforeAWorkflowTaskEnds() {
    assertThat(news()).isEqualTo(News.NONE);
    assertThat(
            news(
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
                EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED))
        .isEqualTo(News.NONE);
  }

  @Test
  void aSessionThatScheduledSomethingWorksOn() {
    assertThat(
            news(
                EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
                EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED))
        .isEqualTo(News.MOVED);
    assertThat(
            news(
                EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW))
        .isEqualTo(News.MOVED);
  }

  @Test
  void aSessionThatScheduledNothingRests() {
    assertThat(
            news(
                EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
                EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
                EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
                EventType.EVENT_TYPE_WORKFLOW_PROPERTIES_MODIFIED))
        .isEqualTo(News.RESTS);
    assertThat(
            news(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED, EventType.EVENT_TYPE_TIMER_STARTED))
        .as("a sleep is told at once")
        .isEqualTo(News.RESTS);
  }

  @Test
  void anEndIsAnEnd() {
    assertThat(news(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED)).isEqualTo(News.ENDED);
    assertThat(
            news(
                EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED))
        .isEqualTo(News.ENDED);
  }

  @Test
  void anEventIsAskedOfTheRunThatWroteIt() {
    List<EarlierRun> runs =
        List.of(new EarlierRun("a", 1), new EarlierRun("b", 10), new EarlierRun("c", 20));
    assertThat(SessionQueries.runOf(runs, 1)).contains(runs.get(0));
    assertThat(SessionQueries.runOf(runs, 9)).contains(runs.get(0));
    assertThat(SessionQueries.runOf(runs, 10)).contains(runs.get(1));
    assertThat(SessionQueries.runOf(runs, 99)).contains(runs.get(2));
    assertThat(SessionQueries.runOf(List.of(new EarlierRun("b", 10)), 3))
        .as("older runs are gone")
        .contains(new EarlierRun("b", 10));
    assertThat(SessionQueries.runOf(List.of(), 3)).isEmpty();
  }
}
