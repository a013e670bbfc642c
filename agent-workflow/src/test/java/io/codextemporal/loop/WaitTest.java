package io.codextemporal.loop;

import static io.codextemporal.loop.Replies.answer;
import static io.codextemporal.loop.Replies.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rate limits, outages and missing logins. */
class WaitTest {
  private final LoopStage stage = new LoopStage();

  private ModelReply later(ErrorKind kind, Duration wait) {
    return new ModelReply.Later(kind, "Busy.", stage.clock.instant().plus(wait));
  }

  @Test
  @Tag("M1")
  void sleepsThroughARateLimitOfHours() {
    stage.model.replies(later(ErrorKind.RATE_LIMITED, Duration.ofHours(5)), answer(says("Hi.")));
    Instant until = stage.clock.instant().plus(Duration.ofHours(5));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Hi."));
    assertThat(stage.interruption.sleeps).containsExactly(until);
    assertThat(stage.told(AgentEvent.SleepStarted.class))
        .extracting(
            AgentEvent.SleepStarted::waitingFor,
            AgentEvent.SleepStarted::reason,
            AgentEvent.SleepStarted::until)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(WaitingFor.RATE_LIMIT, "Busy.", until));
    assertThat(stage.told(AgentEvent.SleepEnded.class).getFirst().how()).isEqualTo("elapsed");
    assertThat(stage.told(AgentEvent.TurnCompleted.class).getFirst().millis())
        .isEqualTo(Duration.ofHours(5).toMillis());
  }

  @Test
  @Tag("M1")
  void aWaitBeyondThePatienceEndsTheTurnAtOnce() {
    stage.model.replies(later(ErrorKind.RATE_LIMITED, Duration.ofSeconds(61)));

    TurnEnd.Failed end = (TurnEnd.Failed) stage.begin("go", Duration.ofSeconds(60));
    assertThat(end.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    assertThat(end.message())
        .isEqualTo(
            "Busy. Waiting until 2026-11-24T08:01:01Z would take longer than the 60 s this turn may"
                + " wait.");
    assertThat(stage.interruption.sleeps).isEmpty();
  }

  @Test
  void shortWaitsAddUpToThePatience() {
    stage.model.always(request -> later(ErrorKind.RATE_LIMITED, Duration.ofSeconds(25)));

    TurnEnd.Failed end = (TurnEnd.Failed) stage.begin("go", Duration.ofSeconds(60));
    assertThat(end.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    assertThat(stage.interruption.sleeps).hasSize(2);
  }

  @Test
  void anAnswerEndsTheWait() {
    int[] n = {0};
    stage.model.always(request -> {
      n[0]++;
      if (n[0] == 6) {
        return answer(says("Done."));
      }
      return n[0] % 2 == 1
          ? later(ErrorKind.RATE_LIMITED, Duration.ofSeconds(50))
          : answer(Replies.runs("c" + n[0], "echo " + n[0]));
    });

    assertThat(stage.begin("go", Duration.ofSeconds(60))).isEqualTo(new TurnEnd.Completed("Done."));
    assertThat(stage.interruption.sleeps).hasSize(3);
  }

  @Test
  @Tag("M2")
  void anOutageIsWaitedForAsLongAsTheSessionAllows() {
    stage.model.always(request -> later(ErrorKind.OUTAGE, Duration.ofMinutes(10)));
    Instant began = stage.clock.instant();

    TurnEnd.Failed end = (TurnEnd.Failed) stage.begin("go");
    assertThat(end.kind()).isEqualTo(ErrorKind.OUTAGE);
    assertThat(end.message()).contains("6 h");
    assertThat(Duration.between(began, stage.clock.instant())).isEqualTo(Duration.ofHours(6));
    assertThat(stage.told(AgentEvent.SleepStarted.class))
        .allMatch(sleep -> sleep.waitingFor() == WaitingFor.MODEL);
  }

  @Test
  @Tag("D5")
  void aTimeInThePastIsNoBusyLoop() {
    stage.model.replies(later(ErrorKind.RATE_LIMITED, Duration.ofHours(-1)), answer(says("Hi.")));
    Instant now = stage.clock.instant();

    stage.begin("go");
    assertThat(stage.interruption.sleeps).containsExactly(now.plusSeconds(1));
  }

  @Test
  @Tag("M12")
  void waitsForALoginWhereSomeoneMaySignIn() {
    ModelReply unauthorized = new ModelReply.Failed(ErrorKind.UNAUTHORIZED, "Sign in.");
    stage.model.replies(unauthorized, unauthorized, unauthorized, answer(says("Hi.")));
    Instant now = stage.clock.instant();

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Hi."));
    assertThat(stage.interruption.sleeps)
        .containsExactly(
            now.plus(Duration.ofMinutes(1)),
            now.plus(Duration.ofMinutes(2)),
            now.plus(Duration.ofMinutes(4)));
    assertThat(stage.told(AgentEvent.SleepStarted.class))
        .allMatch(sleep -> sleep.waitingFor() == WaitingFor.LOGIN);
  }

  @Test
  @Tag("M12")
  void failsWithoutALoginWhereNobodyIs() {
    stage.model.replies(new ModelReply.Failed(ErrorKind.UNAUTHORIZED, "Sign in."));

    assertThat(stage.begin("go", Duration.ofDays(1)))
        .isEqualTo(new TurnEnd.Failed(ErrorKind.UNAUTHORIZED, "Sign in."));
  }

  @Test
  void someoneWakesIt() {
    stage.interruption.sleeper = until -> Interruption.Waking.WOKEN;
    stage.model.replies(later(ErrorKind.RATE_LIMITED, Duration.ofHours(5)), answer(says("Hi.")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Hi."));
    assertThat(stage.told(AgentEvent.SleepEnded.class).getFirst().how()).isEqualTo("woken");
  }

  @Test
  void aSteerEndsASleepAndIsHeard() {
    stage.interruption.sleeper =
        until -> {
          stage.interruption.steer("op-2", "hurry");
          return Interruption.Waking.STEERED;
        };
    stage.model.replies(later(ErrorKind.RATE_LIMITED, Duration.ofHours(5)), answer(says("Hi.")));

    stage.begin("go");
    assertThat(stage.spoken()).containsExactly("user: go", "user: hurry", "assistant: Hi.");
  }

  @Test
  void anInterruptEndsASleepAndTheTurn() {
    stage.interruption.sleeper =
        until -> {
          stage.interruption.by = "ada";
          return Interruption.Waking.INTERRUPTED;
        };
    stage.model.replies(later(ErrorKind.RATE_LIMITED, Duration.ofHours(5)));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Aborted("ada"));
    assertThat(stage.told(AgentEvent.SleepEnded.class)).hasSize(1);
    assertThat(stage.told(AgentEvent.TurnAborted.class)).hasSize(1);
  }

  @Test
  void everyOtherFailureIsFinalAndSaysWhy() {
    for (ErrorKind kind : ErrorKind.values()) {
      if (kind == ErrorKind.UNAUTHORIZED || kind == ErrorKind.BAD_REQUEST) {
        continue;
      }
      LoopStage fresh = new LoopStage();
      fresh.model.replies(new ModelReply.Failed(kind, "Because."));
      assertThat(fresh.begin("go")).isEqualTo(new TurnEnd.Failed(kind, "Because."));
      assertThat(fresh.told(AgentEvent.TurnFailed.class)).hasSize(1);
    }
  }
}
