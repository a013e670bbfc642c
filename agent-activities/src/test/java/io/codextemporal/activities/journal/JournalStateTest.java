package io.codextemporal.activities.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.ProcessMark;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalStateTest {
  private static final Started STARTED = started(false);
  private static final ProcessMark PROCESS = new ProcessMark(7, 70, "boot");
  private static final Ended ENDED = new Ended(Ended.Cause.INTERRUPTED, 143, 5);

  @Test
  void nothingNotedNeverStarted() {
    assertThat(JournalState.of(Evidence.NONE)).isInstanceOf(JournalState.NotStarted.class);
  }

  @Test
  void notedButNoProcessEver() {
    assertThat(state(true, null, false, false, 0, null, null))
        .isInstanceOf(JournalState.NotStarted.class);
    assertThat(state(true, null, false, false, 1, null, null))
        .isInstanceOf(JournalState.Starting.class);
    assertThat(state(true, null, true, false, 0, null, null))
        .isInstanceOf(JournalState.NotStarted.class);
  }

  @Test
  void livingProcessRuns() {
    assertThat(state(true, PROCESS, false, true, 0, null, null))
        .isEqualTo(new JournalState.Running(PROCESS));
  }

  @Test
  void deadProcessWithoutAWordVanished() {
    assertThat(state(true, PROCESS, false, false, 0, null, null))
        .isEqualTo(
            new JournalState.Vanished(
                "it ran as process 7, which is gone without a word; none of its processes is"
                    + " left"));
    assertThat(state(true, PROCESS, false, false, 2, null, null).toString())
        .contains("2 of its processes still run");
  }

  /** After a restart of the machine even a missing pid file proves nothing. */
  @Test
  void restartedMachine() {
    assertThat(state(false, null, false, false, 0, null, null))
        .isInstanceOf(JournalState.Vanished.class);
    assertThat(state(false, PROCESS, false, false, 0, null, null))
        .isInstanceOf(JournalState.Vanished.class);
    assertThat(state(false, PROCESS, false, false, 0, 3, null))
        .isInstanceOf(JournalState.Finished.class);
  }

  /** The worker that holds a terminal notes the end itself, or has died before. */
  @Test
  void anEndAtATerminalThatNoWorkerNotedIsALoss() {
    assertThat(
            JournalState.of(
                new Evidence(started(true), true, PROCESS, false, false, 0, 0, 7, null)))
        .isEqualTo(new JournalState.Finished(new Ended(Ended.Cause.WORKER_LOST, 0, 7)));
  }

  /** Whatever else is seen, a noted end is the end, and nothing is ever both known and unknown. */
  @Test
  void aNotedEndWinsOverAll() {
    for (int bits = 0; bits < 64; bits++) {
      boolean alive = (bits & 1) != 0;
      boolean sameBoot = (bits & 2) != 0;
      boolean revoked = (bits & 4) != 0;
      int marked = (bits & 8) != 0 ? 3 : 0;
      ProcessMark process = (bits & 16) != 0 ? PROCESS : null;
      Integer exit = (bits & 32) != 0 ? Integer.valueOf(2) : null;
      assertThat(state(sameBoot, process, revoked, alive, marked, exit, ENDED))
          .isEqualTo(new JournalState.Finished(ENDED));
      assertThat(state(sameBoot, process, revoked, alive, marked, 2, null))
          .isEqualTo(new JournalState.Finished(new Ended(Ended.Cause.EXITED, 2, 9)));
      if (!sameBoot && exit == null) {
        assertThat(state(false, process, revoked, alive, marked, null, null))
            .isInstanceOf(JournalState.Vanished.class);
      }
    }
  }

  private static JournalState state(
      boolean sameBoot,
      @org.jspecify.annotations.Nullable ProcessMark process,
      boolean revoked,
      boolean alive,
      int marked,
      @org.jspecify.annotations.Nullable Integer exit,
      @org.jspecify.annotations.Nullable Ended ended) {
    return JournalState.of(
        new Evidence(STARTED, sameBoot, process, revoked, alive, marked, exit, 9, ended));
  }

  private static Started started(boolean tty) {
    return new Started(
        "mark", "digest", List.of("x"), "/", 1_000, 1_000, 1_000, "boot", null, null, null, tty);
  }
}
